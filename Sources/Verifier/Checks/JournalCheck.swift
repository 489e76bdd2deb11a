import Ledger
import Rules

/// A statement of the ledger whose signer saw a journal that is not this one (P-8): an alarm, never a void.
package struct JournalAlarm: Sendable {
    /// The entry that names the head; the first, where several do.
    package let entry: Int
    package let leafHash: Digest
    /// What does not fit, as a sentence without its full stop.
    package let what: String
    /// The place of the act by which the Board said that it has looked at it.
    package let acknowledged: Int?
}

/// The journal of an export (SP-1.2e, P-70, P-71): its files, its segments, and what the ledger's signers saw of it.
struct JournalCheck {
    let folder: ExportFolder
    let listing: ExportListing
    let folding: Folding
    private(set) var faults = Faults()
    private(set) var notices = Faults()
    private(set) var alarms: [JournalAlarm] = []
    private(set) var head: Head?
    private(set) var segments = 0
    private(set) var lines = 0
    private(set) var checkpoints = 0
    private(set) var tiles = 0
    private(set) var strangers: [ExportPath] = []

    init(folder: ExportFolder, listing: ExportListing, folding: Folding) {
        self.folder = folder
        self.listing = listing
        self.folding = folding
    }

    mutating func run() throws(FolderFailure) {
        var kept = KeptHashes()
        if listing.hasJournalFiles {
            kept = try check()
        } else if folding.state.authority.founding != nil {
            notices.add(Fault("P-71", "this export has no journal"))
        }
        compare(kept)
    }

    private mutating func check() throws(FolderFailure) -> KeptHashes {
        guard let claim = folding.claim?.journal else {
            faults.add(Fault("P-54", "the founding names no key for the journal", file: .journal(.checkpoint)))
            return KeptHashes()
        }
        let log = ShownLog(.journal, in: folder, listing)
        head = try log.head(&faults)
        let size = head?.size ?? log.listing.end
        var fold = SegmentFold(origin: claim.origin, state: folding.state, ledger: folding.kept)
        try read(log, size, into: &fold)
        fold.finish()
        for fault in fold.faults { faults.add(Fault(fault.rule, fault.what, file: .journal(.checkpoint))) }
        for notice in fold.notices { notices.add(Fault("P-70", notice)) }
        if fold.kept.size < size {
            faults.add(
                Fault(
                    "P-71", "the segments from \(fold.kept.size) to \(size - 1) are missing",
                    file: .journal(.checkpoint)))
        }
        var checkpoints = CheckpointCheck(log: log, kept: fold.kept, claim: claim)
        try checkpoints.run(newest: size)
        faults.add(checkpoints.faults)
        self.checkpoints = checkpoints.good
        var tiles = TileCheck(log: log, kept: fold.kept, size: size)
        try tiles.run()
        faults.add(tiles.faults)
        self.tiles += tiles.good
        strangers += tiles.strangers.map { .journal(.tile($0)) }
        try checkLines(fold)
        (segments, lines) = (fold.kept.size, fold.lines)
        return fold.kept
    }

    /// Reads the bundles in order, to the first that cannot be read.
    private mutating func read(_ log: ShownLog, _ size: Int, into fold: inout SegmentFold) throws(FolderFailure) {
        var first = 0
        while first < min(size, log.listing.end), let path = TilePath.bundle(of: first, at: size) {
            let bundle = try log.entries(of: path)
            do throws(Malformed) {
                for entry in try bundle.get() { fold.take(Array(entry)) }
                tiles += 1
            } catch {
                faults.add(Fault(error.rule, error.what, file: .journal(.tile(path))))
                return
            }
            first += TilePath.widthMax
        }
    }

    /// The leaf hashes of each segment's lines make its digest. They stay for ever, whatever became of the lines.
    private mutating func checkLines(_ fold: SegmentFold) throws(FolderFailure) {
        var asked: Set<Int> = []
        for (place, segment) in fold.sealed where segment.count > 0 {
            asked.insert(place)
            let path = ExportPath.lines(place)
            let reading = try folder.read(path, atMost: Segment.countMax * Digest.byteCount)
            do throws(Malformed) {
                let bytes = try reading.bytes()
                guard bytes.count == segment.count * Digest.byteCount else {
                    throw Malformed("P-70", "it has \(bytes.count) bytes, not the hashes of \(segment.count) lines")
                }
                let leaves = stride(from: 0, to: bytes.count, by: Digest.byteCount)
                    .compactMap { Digest(bytes: bytes[$0..<$0 + Digest.byteCount]) }
                guard ReadBack.root(of: leaves) == segment.digest else {
                    throw Malformed("P-70", "its hashes do not give the digest of segment \(place): a line was changed")
                }
            } catch { faults.add(Fault(error.rule, error.what, file: path)) }
        }
        for place in listing.lines.subtracting(asked).sorted() { strangers.append(.lines(place)) }
    }

    /// P-8: whoever signed saw heads of this very journal.
    private mutating func compare(_ kept: KeptHashes) {
        let acknowledged = folding.state.authority.acknowledged
        for (head, named) in folding.journalHeads.sorted(by: { $0.value.place < $1.value.place }) {
            let what: String
            if head.size > kept.size {
                what =
                    "its signer saw \(head.size) segments of the journal, but only \(kept.size) are here: rolled back or withheld"
            } else if kept.root(at: head.size) != head.root {
                what = "its signer saw different contents in the first \(head.size) segments of the journal: a fork"
            } else {
                continue
            }
            let act = acknowledged.of(named.place, leaf: named.leaf)
            alarms.append(
                JournalAlarm(entry: named.place, leafHash: named.leaf, what: what, acknowledged: act?.place))
        }
    }
}
