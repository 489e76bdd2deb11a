import Ledger

/// Signs the heads of a log, the ledger's or the journal's, over what its file holds.
struct LogSealer: Sendable {
    let name: LogName
    let file: LogFile
    let anchor: Anchor
    let signer: NoteSigner
    /// The last checkpoint, as the anchor holds it.
    private(set) var sealed: SealedHead

    /// Reads back what is stored, signs the head over it, and puts that into the anchor before anybody sees it.
    mutating func seal(_ hashes: KeptHashes) throws(StoreError) -> SealedHead {
        let head = hashes.tree.head
        let bodies = try file.bodies(sealed.head.size..<head.size)
        guard
            ReadBack.confirms(
                head, from: hashes, at: sealed.head.size, then: bodies.lazy.map { Digest.leaf(of: $0) })
        else {
            throw StoreError(
                .damaged,
                "The \(name.leaves) from \(sealed.head.size) on were written, but different bytes were read back.",
                remedy: "Nothing was signed. Check memory and disk, then start the server again.")
        }
        let note: Note
        do throws(Malformed) {
            note = try Checkpoint(origin: signer.key.name, head: head).signed(by: signer)
        } catch {
            throw StoreError(.otherKey, "The checkpoint of the \(name.noun) could not be signed: \(error).", remedy: "")
        }
        let next = SealedHead(head: head, note: note.bytes)
        try anchor.swap(sealed.head, for: next)
        sealed = next
        return next
    }
}
