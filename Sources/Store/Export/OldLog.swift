import Ledger

/// The file of a log that a recovery finds: perhaps missing, old, or damaged. Whatever can be read of it serves.
struct OldLog {
    private let file: LogFile?

    /// A missing or unreadable file, nil, is what a recovery is for.
    init(_ file: LogFile?) { self.file = file }

    /// The checkpoints in it that the log's key signed, ascending by size.
    func signedHeads(by key: NoteKey) -> [SealedHead] {
        ((try? file?.checkpoints()) ?? []).compactMap { size, note in
            guard let signed = try? SignedCheckpoint(verifying: note, origin: key.name, keys: [key]),
                signed.checkpoint.head.size == size
            else { return nil }
            return SealedHead(head: signed.checkpoint.head, note: note)
        }
    }

    /// The head that it claims.
    var head: Head? { (try? file?.head())?.head }

    /// The leaves from a place on, as far as they follow each other and are whole.
    func entries(from first: Int, _ each: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) {
        var place = first
        var fault: StoreError?
        do {
            try file?.rows(from: first) { index, leaf, body in
                guard index == place, Digest.leaf(of: body) == Digest(bytes: leaf) else { return false }
                place += 1
                do throws(StoreError) { try each(body) } catch {
                    fault = error
                    return false
                }
                return true
            }
        } catch {
            // The file cannot be read any further: what came before counts.
        }
        if let fault { throw fault }
    }

    /// Closes it as it was found: it is evidence, and is kept aside.
    func close() { file?.close(afterFault: true) }
}
