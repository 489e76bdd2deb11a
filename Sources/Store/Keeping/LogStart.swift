import Ledger

/// The file of a log at a start, the ledger's or the journal's: held against itself and against what was signed last,
/// before anything is written or signed (docs/formats/sqlite.md).
struct LogStart {
    let name: LogName
    let file: LogFile
    /// What the anchor holds.
    let sealed: SealedHead

    /// Hands over the leaves in order. Throws where one is missing, or its bytes do not have the leaf hash beside them.
    func read(_ take: (_ place: Int, _ body: [UInt8]) throws -> Void) throws(StoreError) {
        var place = 0
        try file.rows(from: 0) { index, leaf, body in
            guard index == place else {
                throw damaged("\(name.leaf) \(place) is missing; the next one is \(index)")
            }
            guard Digest.leaf(of: body) == Digest(bytes: leaf) else {
                throw damaged(
                    "\(name.leaf) \(place) was changed: its bytes do not match its leaf hash")
            }
            try take(place, body)
            place += 1
            return true
        }
    }

    /// The decision table, without witnesses: throws what it says where the log cannot go on. What the anchor holds and
    /// the file does not yet is the answer.
    func compare(_ hashes: KeptHashes, known: [KnownHead]) throws(StoreError) -> [SealedHead] {
        try compareHead(hashes)
        guard hashes.size >= sealed.head.size else {
            throw StoreError(
                .rolledBack,
                "The \(name.noun) file has \(hashes.size) \(name.leaves), but a checkpoint of \(sealed.head.size) was "
                    + "signed. An older file was restored, or its end is lost.",
                remedy: name.remedy)
        }
        guard hashes.root(at: sealed.head.size) == sealed.head.root else {
            throw StoreError(
                .fork,
                "The first \(sealed.head.size) \(name.leaves) in the \(name.noun) file differ from those that were signed. "
                    + "They were changed, or belong to a different history.",
                remedy: Remedy.people)
        }
        let kept = try file.lastCheckpoint() ?? 0
        guard kept <= sealed.head.size else {
            throw StoreError(
                .anchorBehind,
                "The anchor has size \(sealed.head.size), but the \(name.noun) has a signed checkpoint of size "
                    + "\(kept): an older anchor was restored.",
                remedy: name.remedy)
        }
        for known in known { try compare(hashes, known) }
        return kept < sealed.head.size ? [sealed] : []
    }

    private func compare(_ hashes: KeptHashes, _ known: KnownHead) throws(StoreError) {
        guard known.head.size <= hashes.size else {
            throw StoreError(
                .rolledBack,
                "The \(name.noun) file has \(hashes.size) \(name.leaves), but \(known.source) knows of \(known.head.size): an older "
                    + "file and an older anchor were restored.",
                remedy: name.remedy)
        }
        guard hashes.root(at: known.head.size) == known.head.root else {
            throw StoreError(
                .fork,
                "The first \(known.head.size) \(name.leaves) in the \(name.noun) file differ from those that \(known.source) knows of.",
                remedy: Remedy.people)
        }
    }

    /// The head that is stored beside the leaves is the one that they make.
    private func compareHead(_ hashes: KeptHashes) throws(StoreError) {
        let (head, frontier) = try file.head()
        guard head.size == hashes.size else {
            throw damaged("it has \(hashes.size) \(name.leaves), but its head says \(head.size)")
        }
        guard head == hashes.tree.head, frontier == hashes.tree else {
            throw damaged(
                "its \(hashes.size) \(name.leaves) do not give the root of its head: some were changed or swapped")
        }
    }

    func damaged(_ what: String) -> StoreError {
        StoreError(.damaged, "\(file.path) is damaged: \(what).", remedy: name.remedy)
    }
}
