import Ledger

/// The anchor of a log, the ledger's or the journal's, in a recovery.
struct RecoveredAnchor {
    let path: String
    let key: NoteKey
    /// Where a lost one's remains go, of this name.
    let layout: FolderLayout
    let name: String

    /// What it holds; nil when it is lost and people accept that.
    func read(orWithout accepted: Bool) throws(StoreError) -> SealedHead? {
        do throws(StoreError) {
            let anchor = try Anchor(path)
            defer { anchor.close() }
            return try anchor.read(by: key)
        } catch {
            // An anchor of another key means other keys than this log's: nobody may sign with these.
            guard accepted, error.cause != .otherKey else { throw error }
            return nil
        }
    }

    /// Lets it hold the largest head that is known to be signed, before the log's file is in its place.
    func raise(from old: SealedHead?, to new: SealedHead) throws(StoreError) {
        guard let old else {
            _ = try Recovery.setAside(["", "-wal", "-shm"].map { name + $0 }, in: layout)
            return try Anchor.create(at: path, with: new)
        }
        guard new.head.size > old.head.size else { return }
        let anchor = try Anchor(path)
        defer { anchor.close() }
        try anchor.swap(old.head, for: new)
    }
}

extension LedgerFile {
    /// The checkpoints in it that the log's key signed, ascending by size.
    func signedHeads(by key: NoteKey) -> [SealedHead] {
        ((try? checkpoints()) ?? []).compactMap { size, note in
            guard let signed = try? SignedCheckpoint(verifying: note, origin: key.name, keys: [key]),
                signed.checkpoint.head.size == size
            else { return nil }
            return SealedHead(head: signed.checkpoint.head, note: note)
        }
    }
}
