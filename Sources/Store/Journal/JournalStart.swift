import Ledger
import Rules

/// A segment as it is in the journal.
package struct StandingSegment: Sendable {
    /// Its place among the journal's leaves, from 0.
    package let place: Int
    package let entry: JournalEntry
    /// The numbers of its lines.
    package let lines: Range<Int>

    package var segment: Segment { entry.segment }
}

/// The journal at a start: everything is read and compared with what was signed, before anything is written.
struct JournalStart: Sendable {
    let folder: DataFolder
    /// The key with which this server speaks in the journal.
    let machine: MachineSigner
    let file: JournalFile
    let anchor: Anchor
    let sealed: SealedHead
    var hashes = KeptHashes()
    var segments = Table<StandingSegment>()
    /// The leaf hashes of lines that no segment holds yet.
    var open: [Digest] = []
    /// When the first of them was written.
    var openSince: Time?
    /// When the last line or segment was written.
    var last: Time?
    private(set) var unkept: [SealedHead] = []

    init(_ folder: DataFolder, checked: Head = .empty) throws(StoreError) {
        self.folder = folder
        let layout = folder.layout
        if DurableFile.length(layout.recoveredJournal) != nil {
            throw StoreError(
                .rolledBack,
                "A recovery was interrupted: \(layout.recoveredJournal) has not been moved into place yet.",
                remedy: "Run `foureyes-server recover --journal` again. It continues where it stopped.")
        }
        let key = folder.journalSigner.key
        machine = try FolderKeys.machine(layout.machineKey)
        file = try JournalFile(layout.journal)
        try DatabaseFile.quickCheck(file.log.pool, JournalSchema.form)
        anchor = try Anchor(layout.journalAnchor, of: .journal)
        sealed = try anchor.read(by: key)
        let log = LogStart(name: .journal, file: file.log, sealed: sealed)
        try readSegments(log, origin: key.name, checked: checked)
        let exported = ExportedHead(layout, .journal, key).read()
        unkept = try log.compare(
            hashes, known: KnownHead.journal(layout, mark: CheckedMarkFile(layout).read(), exported: exported))
        try readLines()
    }

    /// Reads the leaves and holds them against each other: hashes, form, numbers, counts.
    ///
    /// K-21: the machine's signature is checked on each segment, but for those that this installation has checked before.
    private mutating func readSegments(_ log: LogStart, origin: String, checked: Head) throws(StoreError) {
        var lines = 0
        var (hashes, segments, last) = (hashes, segments, last)
        try log.read { place, body in
            let entry: JournalEntry
            do throws(Malformed) {
                entry =
                    try place < checked.size
                    ? JournalEntry(trusting: body, origin: origin) : JournalEntry(checking: body, origin: origin)
                if place >= sealed.head.size { try check(entry, behind: segments.at(place - 1)?.entry, hashes) }
            } catch { throw damaged("segment \(place) is malformed: \(error)") }
            let range = lines..<lines + entry.segment.count
            segments.append(StandingSegment(place: place, entry: entry, lines: range))
            hashes.append(.leaf(of: body))
            last = entry.statement.claimed
            lines = range.upperBound
        }
        (self.hashes, self.segments, self.last) = (hashes, segments, last)
    }

    /// A segment behind the signed head is one that this machine was just about to have signed, or nothing is signed: no
    /// root binds its bytes, whoever owns the file could have put it there, and a signed fault is one for ever. Its number
    /// and the one it names say what the machine saw of the ledger, too: it signs each number once.
    private func check(_ entry: JournalEntry, behind before: JournalEntry?, _ hashes: KeptHashes) throws(Malformed) {
        let previous = before.flatMap { $0.key == entry.key ? $0 : nil }
        guard entry.key == machine.publicKey, entry.segment.number == (previous?.segment.number ?? 0) + 1,
            entry.segment.previous == previous?.hash, entry.recorded >= before?.recorded ?? entry.recorded
        else { throw Malformed("P-70", "it does not follow the previous one by the key of this machine") }
        guard entry.statement.journal.size <= hashes.size,
            hashes.root(at: entry.statement.journal.size) == entry.statement.journal.root
        else { throw Malformed("P-8", "it saw a different history of the journal") }
    }

    /// Reads the lines and holds them against the segments' roots, their own hashes and what they are found by.
    private mutating func readLines() throws(StoreError) {
        var seq = 0
        var place = 0
        var leaves: [Digest] = []
        var (openSince, last) = (openSince, last)
        let segments = segments
        var removals = JournalRemovals()
        func close() throws(StoreError) {
            while place < segments.count, seq == segments[place].lines.upperBound {
                guard Tree(leaves).root == segments[place].segment.digest else {
                    throw damaged(
                        "the lines of segment \(place) do not give its digest: they were changed, swapped or removed")
                }
                leaves = []
                place += 1
            }
        }
        try close()
        try file.lines(from: 0) { row in
            guard row.seq == seq else { throw damaged("line \(seq) is missing; the next one is \(row.seq)") }
            try check(row)
            if let wrong = removals.take(row) { throw damaged(wrong) }
            leaves.append(row.leaf)
            if place == segments.count {
                openSince = openSince ?? row.at
                last = max(last ?? row.at, row.at)
            }
            seq += 1
            try close()
            return true
        }
        guard place == segments.count else {
            throw damaged("segment \(place) has \(segments[place].segment.count) lines, but some are missing")
        }
        if let wrong = removals.fault() { throw damaged(wrong) }
        (open, self.openSince, self.last) = (leaves, openSince, last)
    }

    /// A line whose words are there is the one that was hashed, and is found by what it says.
    private func check(_ row: LineRow) throws(StoreError) {
        guard let salted = row.salted else { return }
        guard salted.leaf == row.leaf else { throw damaged("line \(row.seq) was changed") }
        guard let line = try? JournalLine(bytes: salted.line), line.sort.rawValue == row.sort, line.at == row.at,
            line.person == row.person, line.about == row.about
        else { throw damaged("the content of line \(row.seq) differs from its columns") }
    }

    private func damaged(_ what: String) -> StoreError {
        LogStart(name: .journal, file: file.log, sealed: sealed).damaged(what)
    }

    /// Closes the files of a journal that is not opened after all.
    func close() {
        file.close()
        anchor.close()
    }
}
