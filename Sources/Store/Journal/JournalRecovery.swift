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

    private let folder: DataFolder
    private let out: ExportFolder
    private let withoutAnchor: Bool
    private var layout: FolderLayout { folder.layout }
    private var key: NoteKey { folder.journalSigner.key }
    private var built: String { layout.recoveredJournal }

    /// Recovers the journal of a data folder from OUT; may be repeated after an interruption.
    package static func recover(
        _ path: String, from out: String, withoutAnchor: Bool = false
    ) throws(StoreError) -> Report {
        let folder = try DataFolder(opening: path)
        guard DurableFile.length(DataFolder.clean(out) + "/journal/checkpoint") != nil else {
            throw StoreError(
                .export, "\(out) holds no journal: there is no file `journal/checkpoint`.",
                remedy: "Name another folder.")
        }
        return try JournalRecovery(folder: folder, out: try ExportFolder(out), withoutAnchor: withoutAnchor).run()
    }

    private func run() throws(StoreError) -> Report {
        let anchored = try anchor.read(orWithout: withoutAnchor)
        if DurableFile.length(built) == nil { try build(anchored) }
        let file = try JournalFile(built)
        guard let last = try file.log.checkpoints().last,
            let signed = try? SignedCheckpoint(verifying: last.note, origin: key.name, keys: [key])
        else {
            throw StoreError(.damaged, "\(built) is not whole.", remedy: "Delete it and run `recover` again.")
        }
        file.close()
        try anchor.raise(from: anchored, to: SealedHead(head: signed.checkpoint.head, note: last.note))
        let aside = try putInPlace()
        let start = try JournalStart(folder)
        defer { start.close() }
        var whole = 0
        let lines = start.segments.at(start.segments.count - 1)?.lines.upperBound ?? 0
        try start.file.lines(from: 0) { row in
            if row.seq < lines, row.salted != nil { whole += 1 }
            return true
        }
        return Report(size: start.segments.count, lines: lines, whole: whole, aside: aside)
    }

    private var anchor: RecoveredAnchor {
        RecoveredAnchor(path: layout.journalAnchor, key: key, layout: layout, name: "journal-anchor.sqlite")
    }

    /// Builds the file under another name; throws what does not fit, and leaves everything as it was.
    private func build(_ anchored: SealedHead?) throws(StoreError) {
        let old = OldJournal(layout, key: key)
        defer { old.close() }
        let exported = try out.checkpoint(by: key, of: .journal)
        var entries: [[UInt8]] = []
        try out.entries(below: exported.head.size, of: .journal) { (entry) throws(StoreError) in entries.append(entry) }
        guard Tree(entries.map { Digest.leaf(of: $0) }).head == exported.head else {
            throw StoreError(
                .export, "The segments in \(out.path) do not make the root of the journal's checkpoint.",
                remedy: "Take another export; `foureyes-verify` says what is wrong with this one.")
        }
        entries += old.entries.dropFirst(entries.count)
        let signed = (old.signed + [anchored, exported].compactMap(\.self)).filter { $0.head.size > 0 }
            .sorted { $0.head.size < $1.head.size }
        let hashes = KeptHashes(entries.map { Digest.leaf(of: $0) })
        let floor = signed.last?.head.size ?? 0
        guard hashes.size >= floor else {
            throw StoreError(
                .rolledBack,
                "A checkpoint of \(floor) segments was signed, but \(out.path) and the old file hold only \(hashes.size) of "
                    + "them. Signing below would split the log.",
                remedy: "Find a newer export.")
        }
        for known in signed where hashes.root(at: known.head.size) != known.head.root {
            throw StoreError(
                .fork, "The journal's key signed another root for size \(known.head.size) than these segments make.",
                remedy: Remedy.people)
        }
        try write(Array(entries.prefix(floor)), signed, old)
    }

    private func write(_ entries: [[UInt8]], _ signed: [SealedHead], _ old: OldJournal) throws(StoreError) {
        let temporary = layout.journal + ".recovering"
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
            do throws(Malformed) { entry = try JournalEntry(trusting: bytes, origin: key.name) } catch {
                throw StoreError(.export, "Segment \(place) is none: \(error).", remedy: "Take another export.")
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
        file.close()
        guard rename(temporary, built) == 0 else { throw DurableFile.fault("rename", temporary) }
        try DurableFile.syncFolder(layout.root)
    }

    /// The lines of a segment: with their words where the old file has them, else their hashes alone.
    private func rows(of entry: JournalEntry, at place: Int, from seq: Int, _ old: OldJournal)
        throws(StoreError) -> [LineRow]
    {
        let range = seq..<seq + entry.segment.count
        let leaves = try leaves(of: place, range, old)
        guard ReadBack.root(of: leaves) == entry.segment.digest else {
            throw StoreError(
                .export, "The hashes of the lines of segment \(place) are nowhere whole.",
                remedy: "Take another export.")
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

    private func putInPlace() throws(StoreError) -> String? {
        let aside = try Recovery.setAside(["journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite"], in: layout)
        guard rename(built, layout.journal) == 0 else { throw DurableFile.fault("rename", built) }
        try DurableFile.syncFolder(layout.root)
        return aside
    }
}
