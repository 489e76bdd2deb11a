import Foundation
import Ledger

/// Rebuilds a lost, damaged or rolled-back `journal.sqlite` from an export, as `Recovery` does the ledger's.
///
/// Segments and leaf hashes come from OUT and, behind its end, from what can be read of the old file; the words of
/// lines only from the old file, because no export has them. Lines whose words are lost keep their hashes.
package struct JournalRecovery {
    /// What a recovery did.
    package struct Report: Equatable, Sendable {
        /// Segments in the journal now.
        package let size: Int
        /// Sealed lines, and how many of them have their words.
        package let lines: Int
        package let whole: Int
        /// Where the old file lies, if there was one.
        package let aside: String?
    }

    private let log: LogRecovery
    private var out: ExportFolder { log.out }

    /// Recovers the journal of a data folder from OUT; may be repeated after an interruption.
    package static func recover(
        _ path: String, from out: String, accepting accepted: AcceptedLoss = AcceptedLoss()
    ) throws(StoreError) -> Report {
        let log = try LogRecovery(of: .journal, in: path, from: out, accepting: accepted)
        return try JournalRecovery(log: log).run()
    }

    private func run() throws(StoreError) -> Report {
        let aside = try log.run { (anchored) throws(StoreError) in try build(anchored) }
        let start = try JournalStart(log.folder)
        defer { start.close() }
        var whole = 0
        let lines = start.segments.at(start.segments.count - 1)?.lines.upperBound ?? 0
        try start.file.lines(from: 0) { row in
            if row.seq < lines, row.salted != nil { whole += 1 }
            return true
        }
        return Report(size: start.segments.count, lines: lines, whole: whole, aside: aside)
    }

    /// Builds the file under another name; throws what does not fit, and leaves everything as it was.
    private func build(_ anchored: SealedHead?) throws(StoreError) {
        let old = OldJournal(log.layout)
        defer { old.log.close() }
        let signed = try log.signed(old.log, anchored: anchored)
        _ = try log.hashes(old.log, signed)
        var entries: [[UInt8]] = []
        try log.entries(old.log) { (entry) throws(StoreError) in entries.append(entry) }
        try write(Array(entries.prefix(signed.last?.head.size ?? 0)), signed, old)
    }

    private func write(_ entries: [[UInt8]], _ signed: [SealedHead], _ old: OldJournal) throws(StoreError) {
        let temporary = log.temporary
        for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) }
        try JournalFile.create(at: temporary)
        let file = try JournalFile(temporary)
        var tree = Tree()
        var seq = 0
        var kept = signed[...]
        var removals = JournalRemovals()
        var last = Time.earliest
        for (place, bytes) in entries.enumerated() {
            let entry: JournalEntry
            do throws(Malformed) { entry = try JournalEntry(trusting: bytes, origin: log.key.name) } catch {
                throw StoreError(.export, "Segment \(place) is malformed: \(error).", remedy: "Use a different export.")
            }
            var next = tree
            next.append(.leaf(of: bytes))
            let notes = kept.prefix { $0.head.size <= next.size }
            kept = kept.dropFirst(notes.count)
            let lines = try rows(of: entry, at: place, from: seq, old)
            for line in lines { _ = removals.take(line) }
            last = entry.statement.claimed
            do throws(AppendFailure) {
                try file.add(lines)
                try file.log.append(
                    [
                        EntryRow(
                            bytes: bytes, leaf: .leaf(of: bytes),
                            request: Array(entry.statement.request.hex.utf8))
                    ], onto: tree.head, making: next, keeping: notes.first.map { [$0] } ?? [])
            } catch { throw error.fault }
            seq += entry.segment.count
            tree = next
        }
        var open = old.open(from: seq)
        for line in open { _ = removals.take(line) }
        last = max(last, open.last?.at ?? last)
        if let lost = removals.unsaid { open.append(JournalRecovery.saying(lost, seq: seq + open.count, at: last)) }
        do throws(AppendFailure) { try file.add(open) } catch { throw error.fault }
        // By itself: what closing cannot move into the file would be left behind under another name.
        try file.log.checkpointLog(.truncate)
        file.close()
        try log.finish()
    }

    /// The lines of a segment: with their words where the old file has them, else their hashes alone.
    private func rows(of entry: JournalEntry, at place: Int, from seq: Int, _ old: OldJournal)
        throws(StoreError) -> [LineRow]
    {
        let range = seq..<seq + entry.segment.count
        let leaves = try leaves(of: place, range, old)
        guard ReadBack.root(of: leaves) == entry.segment.digest else {
            throw StoreError(
                .export, "The hashes of the lines of segment \(place) are incomplete everywhere.",
                remedy: "Use a different export.")
        }
        return zip(range, leaves).map { seq, leaf in
            if let row = old.lines[seq], row.leaf == leaf { return row }
            return .lost(seq, leaf, at: entry.segment.first ?? entry.statement.claimed)
        }
    }

    /// The line that says how many others lost their words: without it a recovery would be the way to lose some unseen.
    private static func saying(_ lost: Int, seq: Int, at: Time) -> LineRow {
        let line = JournalLine.removal(of: JournalRemovals.lost, lines: lost, before: at, at: at)
        return LineRow(line, salted: .fresh(line), seq: seq, keep: nil)
    }

    private func leaves(of place: Int, _ range: Range<Int>, _ old: OldJournal) throws(StoreError) -> [Digest] {
        guard !range.isEmpty else { return [] }
        if let bytes = try out.read(.lines(place)), bytes.count == range.count * Digest.byteCount {
            return stride(from: 0, to: bytes.count, by: Digest.byteCount)
                .compactMap { Digest(bytes: bytes[$0..<$0 + Digest.byteCount]) }
        }
        return range.compactMap { old.lines[$0]?.leaf }
    }
}
