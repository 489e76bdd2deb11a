import Ledger
import Rules

/// One entry for checking without us: its bytes, or a script for a program that others wrote. All of it comes from the
/// own copy, so it works offline.
extension Workspace {
    /// The leaf, byte for byte (P-2).
    package func bytes(of id: String) throws(Failure) -> [UInt8] {
        let place = try place(of: id)
        guard let bytes = replica.entry(at: place) else { throw .notFound("entry \(place)") }
        return bytes
    }

    /// Whether a terminal shows bytes as they are: others would be obeyed by it.
    package static func isPlain(_ bytes: [UInt8]) -> Bool { CheckScript.isPlain(bytes) }

    package func script(for id: String, with program: CheckProgram) throws(Failure) -> [String] {
        let place = try place(of: id)
        let bytes = try bytes(of: id)
        let entry: Entry
        do throws(Malformed) { entry = try Entry(bytes: bytes) } catch {
            throw .refused(
                Refusal(
                    error.rule, "Entry \(place) cannot be checked in this way: \(error.what).", sort: .malformed)
            )
        }
        let key = entry.claimedSignature.key.fingerprint
        let holder = describing.key(key) ?? "a key that is not enrolled"
        var script = CheckScript(
            "Entry \(place) of \(replica.founding?.origin ?? ""): \(entry.statement.kind) by \(entry.statement.signer.text)",
            run: "foureyes show \(place) --check-with \(program.rawValue)")
        switch program {
        case .sshKeygen: script.sshKeygen(entry, holder: holder)
        case .openssl:
            guard let signed = replica.checkpoint,
                let log = replica.founding.flatMap({ try? NoteKey(vkey: $0.ledgerKey) }),
                let path = proof(of: place, size: signed.checkpoint.head.size)
            else { throw .unavailable("your copy has no signed head that covers entry \(place)") }
            script.openssl(entry, holder: holder, at: place, path: path, under: signed, by: log)
        }
        if replica.voids.contains(where: { $0.place == place }) {
            // A good signature makes no entry count (P-4), and who runs a script may not have read it.
            script.say("echo 'but your copy says it is void: foureyes show \(place)' >&2; exit 1")
        }
        return script.lines
    }

    /// The entry with which an act, a motion, a record or a question begins, or one by its number.
    private func place(of id: String) throws(Failure) -> Int {
        switch try find(id) {
        case .act(let view): view.place
        case .motion(let view): view.motion.place
        case .record(let record): record.place
        case .question(let question): question.born
        case .entry(let place): place
        case .person, .stop, .item:
            throw .usage("\(Visible.text(id)) is not an entry; give its number, or A-n, B-n, R-n or Q-n")
        }
    }

    private func proof(of place: Int, size: Int) -> [Digest]? {
        var hashes = KeptHashes()
        for other in 0..<size {
            guard let bytes = replica.entry(at: other) else { return nil }
            hashes.append(.leaf(of: bytes))
        }
        return hashes.inclusionProof(leaf: place, size: size)
    }
}
