import Foundation
import Ledger
import Rules

/// What a journal asks of the ledger beside it.
struct JournalSurroundings: Sendable {
    let clock: @Sendable () -> Time
    /// The newest signed head of the ledger, and the number that a machine's key has there, or would get next (0019).
    let ledger: @Sendable (PublicKey) -> (head: Head, machine: Int)
    /// Seconds for which lines of a sort are kept, nil for ever.
    let period: @Sendable (JournalLine.Sort) -> Int?
}

/// The one who writes the journal: lines, and the segments that seal them. `Journal` lets one caller in at a time.
struct JournalKeeper: Sendable {
    let file: JournalFile
    private let machine: MachineSigner
    let around: JournalSurroundings
    private(set) var hashes: KeptHashes
    private(set) var segments: Table<StandingSegment>
    private var sealer: LogSealer
    private var open: [Digest]
    private var openSince: Time?
    /// When the last line was written, or the last segment claimed; when this program began, if none ever was.
    private var last: Time
    /// Checkpoints that the anchor holds and the file does not yet.
    private var unkept: [SealedHead]

    /// Words that were removed may still stand in the write-ahead log; so they may at a start, after a crash.
    var isUnsettled = true

    /// Lines after which a segment closes before its time.
    static let openMax = 8192

    init(_ start: JournalStart, around: JournalSurroundings) {
        file = start.file
        machine = start.machine
        self.around = around
        hashes = start.hashes
        segments = start.segments
        sealer = LogSealer(
            name: .journal, file: start.file.log, anchor: start.anchor, signer: start.folder.journalSigner,
            sealed: start.sealed)
        open = start.open
        openSince = start.openSince
        last = start.last ?? around.clock()
        unkept = start.unkept
    }

    /// The newest checkpoint.
    var sealed: SealedHead { sealer.sealed }
    private var origin: String { sealer.signer.key.name }

    /// Whether segments stand that no checkpoint covers: a crash came between.
    var isUnsealed: Bool { hashes.size > sealed.head.size }

    /// How many lines no segment holds yet.
    var openCount: Int { open.count }

    private var nextLine: Int { (segments.at(segments.count - 1)?.lines.upperBound ?? 0) + open.count }

    /// Writes lines; when it returns they are on disk.
    mutating func write(_ lines: [JournalLine]) throws(AppendFailure) {
        let now = around.clock()
        var rows: [LineRow] = []
        var latest = last
        for (offset, line) in lines.enumerated() {
            // A clock that was put back, here or at the caller's, must not put lines in another order.
            latest = max(latest, min(line.at, now))
            rows.append(row(line, at: latest, seq: nextLine + offset))
        }
        try file.add(rows)
        for row in rows { open.append(row.leaf) }
        openSince = openSince ?? rows.first?.at
        last = latest
    }

    private func row(_ line: JournalLine, at: Time, seq: Int) -> LineRow {
        var line = line
        line.at = at
        return LineRow(
            line, salted: .fresh(line), seq: seq, keep: around.period(line.sort).map { at.adding($0) })
    }

    /// Closes the segment if it is time to; says whether it did.
    mutating func sealIfDue() throws(AppendFailure) -> Bool {
        let now = around.clock()
        let isDue =
            open.count >= JournalKeeper.openMax
            || openSince.map { now.since($0) >= Segment.closesAfter } ?? false
            || now.since(segments.at(segments.count - 1)?.entry.statement.claimed ?? last)
                >= Segment.closesEmptyAfter
        if isDue { try seal() }
        return isDue
    }

    /// Closes the segment now: signed, durable, read back, checkpoint signed, anchored, in this order.
    mutating func seal() throws(AppendFailure) {
        let entry: JournalEntry
        let bytes: [UInt8]
        do throws(Malformed) {
            let made = try segment(at: max(last, around.clock()))
            bytes = made.submission.recorded(at: made.submission.statement.claimed)
            entry = try JournalEntry(checking: bytes, origin: origin)
        } catch {
            throw .notWritten(StoreError(.unsafe, "The segment could not be made: \(error).", remedy: ""))
        }
        var next = hashes
        next.append(.leaf(of: bytes))
        try file.log.append(
            [
                EntryRow(
                    bytes: bytes, leaf: .leaf(of: bytes),
                    request: Array(entry.statement.request.hex.utf8))
            ], onto: hashes.tree.head, making: next.tree, keeping: unkept)
        unkept = []
        let first = segments.at(segments.count - 1)?.lines.upperBound ?? 0
        segments.append(
            StandingSegment(place: hashes.size, entry: entry, lines: first..<first + entry.segment.count))
        hashes = next
        (open, openSince, last) = ([], nil, entry.statement.claimed)
        // Without room for the signature the segment stands, and the next one's covers it.
        do throws(StoreError) { try sign() } catch { throw error.isUndone ? .notWritten(error) : .unknown(error) }
    }

    private func segment(at now: Time) throws(Malformed) -> (submission: Submission, segment: Segment) {
        let before = segments.at(segments.count - 1)?.entry
        // The chain is the key's own: after a change of the machine's key it begins again.
        let previous = before.flatMap { $0.key == machine.publicKey ? $0 : nil }
        let segment = Segment(
            count: open.count, digest: ReadBack.root(of: open), first: open.isEmpty ? nil : openSince,
            last: open.isEmpty ? nil : last, number: (previous?.segment.number ?? 0) + 1,
            previous: previous?.hash)
        let ledger = around.ledger(machine.publicKey)
        let statement = Statement(
            body: segment.body, claimed: now, kind: Segment.kind, origin: origin,
            request: JournalKeeper.request(), journal: sealed.head, ledger: ledger.head,
            signer: .machine(ledger.machine), under: Segment.under,
            until: now.adding(Segment.window))
        return (try machine.sign(statement), segment)
    }

    /// Signs the head, and puts that into the anchor before anybody sees it.
    mutating func sign() throws(StoreError) { unkept.append(try sealer.seal(hashes)) }

    /// Seals what is open, if the disk is well, and closes the files.
    mutating func close(afterFault: Bool) {
        if !afterFault {
            if !open.isEmpty { try? seal() }
            if !unkept.isEmpty {
                try? file.log.append([], onto: hashes.tree.head, making: hashes.tree, keeping: unkept)
            }
        }
        file.close(afterFault: afterFault)
        sealer.anchor.close()
    }

    private static func request() -> Request {
        var generator = SystemRandomNumberGenerator()
        return Request(high: generator.next(), low: generator.next())
    }
}

extension JournalLine {
    /// The line as it can stand: what could not be read back would make the journal unreadable at the next start.
    func fit() throws(StoreError) -> JournalLine {
        var line = self
        line.facts = facts.cleaned
        do throws(Malformed) { _ = try JournalLine(bytes: line.bytes()) } catch {
            throw StoreError(.unsafe, "This cannot be written to the journal: \(error).", remedy: "")
        }
        return line
    }
}

extension JSON {
    /// The same with nothing in its texts that restricted JSON refuses or that turns a reader's direction, each at most
    /// 1,000 bytes: a line is not to be lost because somebody sent a control character.
    fileprivate var cleaned: JSON {
        switch self {
        case .string(let text): return .string(text.plainLine)
        case .array(let list): return .array(list.map(\.cleaned))
        case .object(let members):
            return .object(
                members.map { JSON.Member($0.key, $0.value.cleaned) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        case .integer, .bool: return self
        }
    }
}
