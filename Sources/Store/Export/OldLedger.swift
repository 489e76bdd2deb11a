import Ledger

/// The ledger's file that a recovery finds: perhaps missing, old, or damaged. Whatever can be read of it serves.
struct OldLedger {
    private let file: LogFile?

    init(_ layout: FolderLayout) {
        // A missing or unreadable file is what a recovery is for.
        file = try? LogFile(layout.ledger, asItIs: true)
    }

    /// The checkpoints in it that the log's key signed.
    func signedHeads(by key: NoteKey) -> [SealedHead] { file?.signedHeads(by: key) ?? [] }

    /// The head that it claims.
    var head: Head? { (try? file?.head())?.head }

    /// The entries from a place on, as far as they follow each other and are whole.
    func entries(from first: Int, below end: Int = .max, _ each: ([UInt8]) throws(StoreError) -> Void)
        throws(StoreError)
    {
        var place = first
        var fault: StoreError?
        do {
            try file?.rows(from: first, below: end) { index, leaf, body in
                guard index == place, Digest.leaf(of: body).bytes == leaf else { return false }
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
