import Ledger
import Rules

/// Statements of one signer that name heads which this journal never had (P-8, K-20). Nobody but the signer signed these heads,
/// so they are no fault of the journal: a finding about that person.
package struct JournalAlarm: Sendable {
    package let signer: Signer
    /// The first entry that nobody has acknowledged, or the first of all, and the last.
    package let first: Int, last: Int
    package let count: Int
    /// What does not fit in the first, as a sentence without its full stop.
    package let what: String
    /// Whether acts of the Board have said of all of them that it has looked at them.
    package let isAcknowledged: Bool
}

/// The journal of an export (SP-1.2e, P-70, P-71): its files, its segments, and what the ledger's signers saw of it.
struct JournalCheck {
    let folder: ExportFolder
    let listing: ExportListing
    let folding: Folding
    /// A checkpoint that the verifier was given; perhaps the ledger's.
    let known: [UInt8]?
    private(set) var faults = Faults()
    private(set) var notices = Faults()
    private(set) var alarms: [JournalAlarm] = []
    private(set) var head: Head?
    private(set) var segments = 0
    private(set) var lines = 0
    private(set) var checkpoints = 0
    private(set) var tiles = 0
    private(set) var strangers: [ExportPath] = []

    init(folder: ExportFolder, listing: ExportListing, folding: Folding, known: [UInt8]?) {
        self.known = known
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
        for fault in fold.faults {
            let bundle = TilePath.bundle(of: fault.place, at: size).flatMap { log.file(of: $0) }
            faults.add(
                Fault(fault.rule, fault.what, file: .journal(bundle.map { .tile($0) } ?? .checkpoint)))
        }
        for notice in fold.notices { notices.add(Fault("P-70", notice)) }
        if fold.kept.size < size {
            faults.add(
                Fault(
                    "P-71", "the segments from \(fold.kept.size) to \(size - 1) are missing",
                    file: .journal(.checkpoint)))
        }
        var checkpoints = CheckpointCheck(log: log, kept: fold.kept, claim: folding.claim)
        try checkpoints.run(newest: size)
        if let known { checkpoints.run(known: known) }
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

    /// Reads the bundles in order. What the log signed stands in the place of a changed segment: one rotten byte is told where
    /// it is, and makes no other history.
    private mutating func read(_ log: ShownLog, _ size: Int, into fold: inout SegmentFold) throws(FolderFailure) {
        let claimed = try head.flatMap { (head) throws(FolderFailure) in try ClaimedLeaves(of: log, head: head) }
        var first = 0
        while first < min(size, log.listing.end), let path = TilePath.bundle(of: first, at: size) {
            let bundle = try log.entries(of: path)
            let file = ExportPath.journal(.tile(log.file(of: path) ?? path))
            do throws(Malformed) {
                for (place, entry) in zip(path.leaves, try bundle.get()) {
                    guard let signed = claimed?[place], signed != Digest.leaf(of: entry) else {
                        fold.take(Array(entry))
                        continue
                    }
                    let what = "segment \(place): the bytes differ from those that the log signed"
                    faults.add(Fault("P-2", what, file: file))
                    fold.take(lost: signed)
                }
                tiles += 1
            } catch {
                faults.add(Fault(error.rule, error.what, file: file))
                guard claimed != nil else { return }
                for place in path.leaves { if let signed = claimed?[place] { fold.take(lost: signed) } }
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
        for place in listing.lines.subtracting(asked).subtracting(fold.lost).sorted() {
            strangers.append(.lines(place))
        }
    }

    /// P-8: whoever signed saw heads of this very journal; K-20: those who did not are told once.
    private mutating func compare(_ kept: KeptHashes) {
        var strange: [Signer: [(place: Int, what: String)]] = [:]
        for (head, named) in folding.journalHeads {
            let what: String
            if head.size > kept.size {
                what =
                    "its signer names \(head.size) segments of the journal, but only \(kept.size) are here: made up, or the journal was "
                    + "rolled back or withheld"
            } else if kept.root(at: head.size) != head.root {
                what =
                    "its signer names different contents in the first \(head.size) segments of the journal: made up, or a fork"
            } else {
                continue
            }
            for (signer, place) in named { strange[signer, default: []].append((place, what)) }
        }
        for (signer, places) in strange {
            let all = places.sorted { $0.place < $1.place }
            let open = all.filter { folding.state.acknowledgement(of: $0.place) == nil }
            guard let first = open.first ?? all.first, let last = (open.last ?? all.last)?.place else { continue }
            alarms.append(
                JournalAlarm(
                    signer: signer, first: first.place, last: last, count: open.isEmpty ? all.count : open.count,
                    what: first.what, isAcknowledged: open.isEmpty))
        }
        alarms.sort { $0.first < $1.first }
    }
}
