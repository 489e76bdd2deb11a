import Ledger
import Rules

/// What this copy keeps of the journal: the highest head that it was shown, and the frontier under it. Of what machines
/// said it keeps nothing; that a history was shown is what has to be remembered (P-8, P-70).
struct JournalCopy: Sendable, Equatable {
    let tree: Tree
    /// The log's own words: evidence, should it ever show another history.
    let note: [UInt8]
    static let name = "journal"

    init(tree: Tree, note: [UInt8]) {
        self.tree = tree
        self.note = note
    }

    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(enclosed: bytes), json.members?.map(\.key) == ["note", "peaks", "size"],
            let note = json["note"]?.text, let size = json["size"]?.number, let list = json["peaks"]?.list,
            case let peaks = list.compactMap({ $0.text.flatMap { Digest(hex: $0) } }), peaks.count == list.count,
            let tree = Tree(size: size, peaks: peaks)
        else { return nil }
        self.init(tree: tree, note: Array(note.utf8))
    }

    var written: [UInt8] {
        JSON.line([
            "note": .string(String(decoding: note, as: UTF8.self)), "peaks": .texts(tree.peaks.map(\.hex)),
            "size": .integer(tree.size),
        ]).written()
    }
}

extension Replica {
    /// The highest head of the journal that this copy was shown; empty where none is served.
    package var journalHead: Head { journal?.tree.head ?? .empty }

    /// Compares the journal's newest head with the one that was shown before, leaf by leaf. It decides nothing of
    /// authority, so a difference is an alarm and never a reason to call an entry void.
    mutating func syncJournal(from transport: any Transport) async throws(Failure) {
        guard let founding, let key = try? NoteKey(vkey: founding.journalKey) else { return }
        guard let note = try await transport.fetch(.journal(.checkpoint)) else {
            guard let journal else { return }
            throw .alarm(
                try evidence(
                    Alarm(
                        .journal,
                        "\(transport.name) no longer serves a journal. It showed one of \(journal.tree.size) segments before."
                    ),
                    journal.note))
        }
        if let journal, journal.note == note { return }
        guard let signed = try? SignedCheckpoint(verifying: note, origin: key.name, keys: [key]) else {
            throw .alarm(
                try evidence(
                    Alarm(.journal, "The journal's checkpoint is not signed by the key that the founding names."), note)
            )
        }
        let new = signed.checkpoint.head
        var tree = journal?.tree ?? Tree()
        guard new.size >= tree.size else {
            throw .alarm(try evidence(Self.journalDiffers(transport.name, tree.size, new.size), note))
        }
        for path in TilePath.bundles(from: tree.size, to: new.size) {
            guard let bytes = try await transport.fetch(.journal(.tile(path))),
                let entries = try? EntryBundle.decoded(bytes, as: path)
            else {
                throw .alarm(
                    try evidence(
                        Alarm(
                            .journal, "\(transport.name) has signed for segments of the journal that it does not serve."
                        ),
                        note))
            }
            for (place, entry) in zip(path.leaves, entries) where place >= tree.size {
                tree.append(.leaf(of: Array(entry)))
            }
        }
        guard tree.head == new else {
            throw .alarm(try evidence(Self.journalDiffers(transport.name, journal?.tree.size ?? 0, new.size), note))
        }
        let copy = JournalCopy(tree: tree, note: note)
        try storage.write(JournalCopy.name, copy.written)
        journal = copy
    }

    private static func journalDiffers(_ name: String, _ ours: Int, _ theirs: Int) -> Alarm {
        Alarm(
            .journal,
            "\(name) shows a journal of \(theirs) segments that does not continue the one of \(ours) that this copy has seen."
        )
    }
}
