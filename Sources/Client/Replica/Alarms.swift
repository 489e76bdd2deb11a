import Ledger
import Rules

extension Replica {
    static func fork(_ name: String, at place: Int) -> Alarm {
        Alarm(
            .fork,
            "\(name) shows a different history than before. The two differ at or before "
                + "entry \(place).")
    }

    static func rollback(_ name: String, ours: Int, theirs: Int) -> Alarm {
        Alarm(
            .rollback,
            "\(name) signed a log of \(Layout.counted(theirs, "entry", "entries")), but this copy has already seen \(ours)."
        )
    }

    static func otherFounding(_ name: String, ours: Digest, theirs: Digest) -> Alarm {
        Alarm(
            .foundingDiffers,
            "\(name) serves a ledger with a different founding than your copy. Its words are: "
                + Words.words24(theirs).joined(separator: " ") + ". The words of your copy are: "
                + Words.words24(ours).joined(separator: " ") + ".")
    }

    /// What is said at first contact (P-71).
    static func introduction(_ founding: Founding, _ transport: any Transport) -> [String] {
        if transport is FolderTransport, founding.sort == .demonstration {
            // Nothing is bound to a folder, so each reading of it is a first one.
            return ["\(transport.name): \(founding.origin), a demonstration: nothing in it is binding."]
        }
        let words = Words.words24(founding.hash)
        var lines = [
            "First contact with \(transport.name): \(founding.origin), a \(founding.sort.rawValue) ledger.",
            "The 24 words of its founding:",
        ]
        for start in stride(from: 0, to: words.count, by: 6) {
            lines.append("    " + words[start..<min(start + 6, words.count)].joined(separator: " "))
        }
        lines.append(
            founding.sort == .production
                ? "Compare them with the words that you have on paper. You cannot sign until you give them: --founding WORDS"
                : "It is a demonstration: nothing in it is binding.")
        return lines
    }

    /// Binds the founding to words that the person brought from elsewhere.
    package mutating func give(words: String) throws(Failure) {
        guard let founding else { throw .unavailable("the founding is not known yet") }
        let matches: Bool
        do throws(Malformed) {
            matches =
                try Words.match(words, founding.hash)
                && words.split(whereSeparator: \.isWhitespace).count == 24
        } catch {
            throw .usage("--founding takes 24 words: \(error.what)")
        }
        guard matches else {
            throw .alarm(
                Alarm(
                    .words,
                    "This founding does not match your words. Its own words are: "
                        + Words.words24(founding.hash).joined(separator: " ") + ".",
                    remedy: Trouble.call))
        }
        if trust?.given != true { try bind(Trust(founding: founding.hash, given: true)) }
    }

    /// Keeps a note that proves something, and names its file in the alarm.
    func evidence(_ alarm: Alarm, _ note: [UInt8]) throws(Failure) -> Alarm {
        let name =
            "evidence/\(alarm.trouble.rawValue.replacing(" ", with: "-"))-\(Digest.of(note).hex.prefix(16)).note"
        try storage.write(name, note)
        var kept = alarm
        kept.kept = [storage.place(of: name)]
        if checkpoint != nil { kept.kept.append(storage.place(of: Self.checkpointName)) }
        return kept
    }

    /// A checkpoint that our founding's key did not sign: a forgery, or another founding at this address.
    /// Returns only where a demonstration is in another one's place.
    func judgeForeign(
        _ claimed: Checkpoint, _ note: [UInt8], ours: Founding, _ transport: any Transport
    ) async throws(Failure) {
        guard let path = TilePath.bundle(of: 0, at: claimed.head.size) else {
            throw .alarm(try evidence(Self.rollback(transport.name, ours: head.size, theirs: 0), note))
        }
        let first = try await bundle(path, transport)[0]
        guard let theirs = try? Entry(bytes: first), theirs.hash != ours.hash else {
            throw .alarm(
                try evidence(
                    Alarm(
                        .checkpoint,
                        "The checkpoint that \(transport.name) serves is not signed by the key that the founding names."
                    ), note))
        }
        let demonstration = "demonstration/"
        guard ours.sort == .demonstration, claimed.origin.utf8.starts(with: demonstration.utf8) else {
            throw .alarm(
                try evidence(Self.otherFounding(transport.name, ours: ours.hash, theirs: theirs.hash), note))
        }
    }

    /// Why the entries served do not make the signed root: a history of their own, or none at all.
    func diagnosed(_ signed: SignedCheckpoint, _ transport: any Transport) async throws(Failure) -> Alarm {
        var tree = Tree()
        var differs: Int?
        for path in TilePath.bundles(from: 0, to: signed.checkpoint.head.size) {
            for (place, bytes) in zip(path.leaves, try await bundle(path, transport)) {
                if differs == nil, place < head.size, entry(at: place) != bytes { differs = place }
                tree.append(.leaf(of: bytes))
            }
        }
        if tree.head == signed.checkpoint.head {
            return try evidence(Self.fork(transport.name, at: differs ?? head.size), signed.note.bytes)
        }
        return try evidence(
            Alarm(
                .altered,
                "The entries that \(transport.name) serves differ from those under the checkpoint that it signed."
            ),
            signed.note.bytes)
    }
}
