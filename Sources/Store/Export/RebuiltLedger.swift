import Foundation
import Ledger
import Rules

/// The building of the ledger's file in a recovery.
struct RebuiltLedger {
    private let log: LogRecovery
    private let old: OldLog
    /// Every head that is known to be signed, ascending by size.
    private let signed: [SealedHead]
    /// The largest size that is known to be signed.
    private var floor: Int { signed.last?.head.size ?? 0 }
    private static let rowsMax = 1024

    private let lost: String?

    /// `lost` is where a vault lies that does not open.
    init(_ log: LogRecovery, anchored: SealedHead?, lost: String? = nil) throws(StoreError) {
        self.log = log
        self.lost = lost
        // What cannot be opened is what a recovery is for.
        old = OldLog(try? LogFile(log.layout.ledger, asItIs: true))
        signed = try log.signed(old, anchored: anchored)
    }

    /// Builds it; throws what does not fit, and leaves everything as it was.
    func build() throws(StoreError) {
        defer { old.close() }
        let hashes = try log.hashes(old, signed)
        // All that are signed, and those behind them if the old file is whole.
        let size = old.head == hashes.tree.head ? hashes.size : log.floor(signed)
        for suffix in ["", "-wal", "-shm"] { unlink(log.temporary + suffix) }
        try LogFile.create(at: log.temporary)
        let file = try LogFile(log.temporary)
        try fill(file, to: size)
        try file.checkpointLog(.truncate)
        file.close()
        try log.finish()
    }

    /// Replays the entries, with their enclosures from OUT where they are missing, and writes them.
    private func fill(_ file: LogFile, to size: Int) throws(StoreError) {
        try DurableFile.makeFolder(log.layout.enclosures)
        let enclosures = EnclosureFolder(log.layout.enclosures)
        let vault = try LostVault(log.layout, lost)
        // K-21: an export comes from anywhere, and a signed root checks no signature.
        var replay = Replay(checked: 0) { enclosures.get($0) }
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
        try log.entries(old, take)
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
            guard let bytes = try log.out.read(.enclosure(enclosure.sha256)),
                Enclosure(of: bytes) == enclosure
            else { continue }
            try enclosures.put(bytes)
        }
        for part in verified.statement.detached where vault.isLost {
            if try vault.salvage(part.name, of: verified) { continue }
            let file = try log.out.read(.detached(statement: verified.hash, name: part.name)) ?? []
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
