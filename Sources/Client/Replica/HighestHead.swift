import Ledger
import Rules

/// Heads that the log signed for this copy, while the copy does not have the entries under them. They come from a
/// checkpoint, a receipt or a refusal (K-23). Kept on disk before anything is fetched, each for itself: who signs for
/// more than they then show, or for something else, is found out at the next start too.
extension Replica {
    static let headsFolder = "heads"

    /// The heads and the log's own words, by name of the file.
    private var heads: [(name: String, head: Head, note: [UInt8])] {
        guard let founding else { return [] }
        return storage.names(in: Self.headsFolder).compactMap { file in
            let name = "\(Self.headsFolder)/\(file)"
            guard let note = storage.read(name) else { return nil }
            if let signed = try? Self.verified(note, by: founding) { return (name, signed.checkpoint.head, note) }
            guard let key = try? NoteKey(vkey: founding.ledgerKey),
                let refusal = try? RefusalNote(verifying: note, origin: founding.origin, keys: [key])
            else { return nil }
            return (name, refusal.asked, note)
        }
    }

    /// Keeps a head that the log signed. Throws where it contradicts this copy, or another head that the log signed.
    mutating func remember(_ head: Head, signed note: [UInt8], by name: String) throws(Failure) {
        if head.size <= self.head.size {
            guard state.log.roots.at(head.size) == head.root else {
                throw .alarm(try evidence(Self.fork(name, at: head.size), note))
            }
            return
        }
        let same = heads.filter { $0.head.size == head.size }
        if let other = same.first(where: { $0.head.root != head.root }) {
            var alarm = try evidence(Self.fork(name, at: head.size), note)
            alarm.kept.append(storage.place(of: other.name))
            throw .alarm(alarm)
        }
        guard same.isEmpty else { return }
        try storage.write("\(Self.headsFolder)/\(Digest.of(note).hex.prefix(16)).note", note)
    }

    /// Compares what is shown with what was signed; `isNewest`: the log has just shown all that it has.
    func compareWithHeads(_ name: String, isNewest: Bool) throws(Failure) {
        for kept in heads {
            if kept.head.size <= head.size {
                guard state.log.roots.at(kept.head.size) == kept.head.root else {
                    throw .alarm(try evidence(Self.fork(name, at: kept.head.size), kept.note))
                }
                storage.remove(kept.name)
            } else if isNewest {
                throw .alarm(
                    try evidence(
                        Alarm(
                            .withheld,
                            "\(name) signed a head of \(Layout.counted(kept.head.size, "entry", "entries")) for this copy, but shows only \(head.size)."
                        ), kept.note))
            }
        }
    }

    func forgetHeads() {
        for file in storage.names(in: Self.headsFolder) { storage.remove("\(Self.headsFolder)/\(file)") }
    }
}
