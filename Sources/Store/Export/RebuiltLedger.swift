import Foundation
import Ledger
import Rules

/// The building of `ledger.sqlite.recovered`: it has that name only when it is whole and on disk.
struct RebuiltLedger {
    let recovery: Recovery
    let old: OldLedger
    /// Every head that is known to be signed, ascending by size.
    let signed: [SealedHead]
    /// The largest size that is known to be signed.
    private var floor: Int { signed.last?.head.size ?? 0 }
    let exported: Head
    private var temporary: String { recovery.layout.root + "/ledger.sqlite.recovering" }
    private static let rowsMax = 1024

    init(_ recovery: Recovery, anchored: SealedHead?) throws(StoreError) {
        self.recovery = recovery
        old = OldLedger(recovery.layout)
        let out = try recovery.out.checkpoint(by: recovery.key)
        exported = out.head
        let all = old.signedHeads(by: recovery.key) + [anchored, out].compactMap(\.self)
        signed = all.filter { $0.head.size > 0 }.sorted { $0.head.size < $1.head.size }
    }

    /// Builds it; throws what does not fit, and leaves everything as it was.
    func build() throws(StoreError) {
        defer { old.close() }
        let size = try plan()
        for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) }
        try LogFile.create(at: temporary)
        let file = try LogFile(temporary)
        try fill(file, to: size)
        try file.checkpointLog(.truncate)
        file.close()
        guard rename(temporary, recovery.layout.recovered) == 0 else {
            throw DurableFile.fault("rename", temporary)
        }
        try DurableFile.syncFolder(recovery.layout.root)
    }

    /// How many entries it will have: all that are signed, and those behind them if the old file is whole.
    private func plan() throws(StoreError) -> Int {
        var hashes = PagedHashes()
        try recovery.out.entries(below: exported.size) { (entry) throws(StoreError) in
            hashes.append(.leaf(of: entry))
        }
        guard hashes.tree.head == exported else {
            throw StoreError(
                .export, "The entries in \(recovery.out.path) do not make the root of its checkpoint.",
                remedy: "Take another export; `foureyes-verify` says what is wrong with this one.")
        }
        try old.entries(from: exported.size) { (entry) throws(StoreError) in hashes.append(.leaf(of: entry)) }
        for known in signed where known.head.size <= hashes.size {
            guard hashes.root(at: known.head.size) == known.head.root else {
                throw StoreError(
                    .fork,
                    "The log's key signed another root for size \(known.head.size) than \(recovery.out.path) "
                        + "and the old file make: \(known.head.root.base64).",
                    remedy: Remedy.people)
            }
        }
        guard hashes.size >= floor else {
            throw StoreError(
                .rolledBack,
                "A checkpoint of \(floor) entries was signed, but \(recovery.out.path) and the old file hold only "
                    + "\(hashes.size) of them. Signing below would split the log.",
                remedy: "Find a newer export.")
        }
        return old.head == hashes.tree.head ? hashes.size : floor
    }

    /// Replays the entries, with their enclosures from OUT where they are missing, and writes them.
    private func fill(_ file: LogFile, to size: Int) throws(StoreError) {
        try DurableFile.makeFolder(recovery.layout.enclosures)
        let enclosures = EnclosureFolder(recovery.layout.enclosures)
        let vault = try LostVault(recovery.layout)
        var replay = Replay(signed: floor) { enclosures.get($0) }
        var rows: [EntryRow] = []
        var tree = Tree()
        var kept = signed[...]
        func flush() throws(StoreError) {
            guard !rows.isEmpty else { return }
            var next = tree
            for row in rows { next.append(row.leaf) }
            let notes = kept.prefix { $0.head.size <= next.size }
            kept = kept.dropFirst(notes.count)
            do throws(AppendFailure) {
                try file.append(rows, onto: tree.head, making: next, keeping: RebuiltLedger.unique(notes))
            } catch { throw error.fault }
            tree = next
            rows = []
        }
        var isOver = false
        func take(_ entry: [UInt8]) throws(StoreError) {
            guard !isOver, tree.size + rows.count < size else { return }
            let isSigned = tree.size + rows.count < floor
            let leaf = isSigned ? CheckedLeaf(trusting: entry) : CheckedLeaf(checking: entry)
            let statement = (try? leaf.content.get())?.verified
            try restore(statement, enclosures, vault)
            try replay.take(entry)
            if !isSigned {
                try replay.finish()
                // Behind what was signed an honest writer leaves nothing that is void or of the future: it and what follows
                // it were put there.
                let ahead = replay.state.log.clock.map { $0.since(LedgerStore.systemClock()) } ?? 0
                isOver = replay.voids.last?.place == tree.size + rows.count || ahead > LedgerWriter.clockLagMax
                guard !isOver else { return }
            }
            rows.append(
                EntryRow(
                    bytes: entry, leaf: leaf.leafHash,
                    request: (statement?.statement.request.hex).map { Array($0.utf8) } ?? []))
            if rows.count == RebuiltLedger.rowsMax { try flush() }
        }
        try recovery.out.entries(below: exported.size, take)
        try old.entries(from: exported.size, take)
        try flush()
        try replay.finish()
        try vault.finish()
    }

    /// Brings back what the data folder lacks and OUT has, if it is what the entry names.
    private func restore(
        _ verified: VerifiedStatement?, _ enclosures: EnclosureFolder, _ vault: LostVault
    ) throws(StoreError) {
        guard let verified else { return }
        for enclosure in verified.statement.enclosures where enclosures.get(enclosure.sha256) == nil {
            guard let bytes = try recovery.out.read(.enclosure(enclosure.sha256)),
                Enclosure(of: bytes) == enclosure
            else { continue }
            try enclosures.put(bytes)
        }
        for part in verified.statement.detached where vault.isLost {
            let file = try recovery.out.read(.detached(statement: verified.hash, name: part.name)) ?? []
            try vault.restore(part.name, file, of: verified)
        }
    }

    /// One note for each size: anchor, export and old file often hold the same.
    private static func unique(_ notes: ArraySlice<SealedHead>) -> [SealedHead] {
        notes.enumerated().filter {
            $0.offset == 0 || $0.element.head != notes[notes.startIndex + $0.offset - 1].head
        }
        .map(\.element)
    }
}
