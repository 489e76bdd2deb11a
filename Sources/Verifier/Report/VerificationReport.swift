import Ledger
import Rules

/// All that a verification found. It holds no time of day and no folder's name: the same export gives the same report.
package struct VerificationReport: Sendable {
    /// What was asked.
    package let options: VerificationOptions
    /// Why the folder could not be read; then nothing else here says anything.
    package internal(set) var unreadable: FolderFailure?
    /// Size and root in `checkpoint`; nil when it cannot be read.
    package internal(set) var head: Head?
    /// What is wrong, but for void entries and the founding's pin.
    package internal(set) var faults = Faults()
    /// What the fold shows.
    package internal(set) var findings = Findings()
    /// The state after the last entry that was folded.
    package internal(set) var state = State()
    /// Entries that were read, or whose leaf hash is known.
    package internal(set) var entries = 0
    /// Whether the replay stopped before the last of them.
    package internal(set) var halt: Halt?
    /// Checkpoints whose signature and root are good.
    package internal(set) var checkpoints = 0
    /// Tiles and bundles that are what the leaves give.
    package internal(set) var tiles = 0
    /// Enclosures that counting statements list.
    package internal(set) var enclosuresListed = 0
    /// Enclosures whose bytes are there and good.
    package internal(set) var enclosuresGood = 0
    /// Enclosures that are listed and not there, ascending.
    package internal(set) var notAtHand: [Digest] = []
    /// Files that belong to nothing.
    package internal(set) var strangers = Strangers()
    /// What is in the journal; its faults are among the others.
    package internal(set) var journal = JournalReport()

    init(options: VerificationOptions) { self.options = options }
}

extension VerificationReport {
    /// What the founding's words said.
    package enum Pin: String, Sendable {
        case matches, differs, none
        /// Its entry is lost: it may be the right one.
        case unread
    }

    /// Whether the founding is the one that was expected (P-71).
    package var pin: Pin {
        guard let expected = options.founding else { return .none }
        if isFoundingLost { return .unread }
        return state.authority.founding?.hash == expected ? .matches : .differs
    }

    /// Whether the folder does not tell what entry 0 says: then it is no other founding.
    var isFoundingLost: Bool { entries == 0 || findings.lost.contains(0) }

    /// The void entries of the log in their order, as the fold met them.
    package var voids: [VoidEntry] { state.voids.filter { !findings.lost.contains($0.place) } }

    /// Void entries that no act of the governing body acknowledges.
    package var unacknowledged: [VoidEntry] { voids.filter { acknowledgement(of: $0) == nil } }

    /// The place of the act that acknowledged a void entry; nil: it makes the verification fail.
    package func acknowledgement(of void: VoidEntry) -> Int? {
        state.acknowledgement(of: void.place)?.place
    }

    /// Whether everything that was checked is as it should be.
    package var isGood: Bool {
        unreadable == nil && faults.count == 0 && pin != .differs && halt == nil
            && unacknowledged.isEmpty
    }

    /// 0 good, 2 the folder is no export, 6 verification failed, 7 the folder cannot be read.
    package var exitCode: Int32 {
        if let unreadable { return unreadable.isWrongFolder ? 2 : 7 }
        return isGood ? 0 : 6
    }

    /// What the rules find at the log's clock, so that the same export gives the same report. Void entries are told apart.
    package var found: [Finding] {
        guard let clock = state.log.clock else { return [] }
        return state.findings(at: clock).filter { $0.rule.name != "void-entry" }
    }

    /// How many acts of both parts have ended in each way; those without an end are `open`, expired and lapsed too.
    package var acts: [String: Int] {
        var acts: [String: Int] = [:]
        for act in state.authority.acts.table { acts[act.end?.word ?? "open", default: 0] += 1 }
        for act in state.world.acts.table { acts[state.world.end(of: act)?.word ?? "open", default: 0] += 1 }
        return acts
    }

    /// How many records are in each condition.
    package var recordCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for record in state.world.records { counts[state.world.word(of: record), default: 0] += 1 }
        return counts
    }
}

extension VerificationReport {
    mutating func take(_ folding: Folding) {
        state = folding.state
        entries = folding.kept.size
        halt = folding.halt
        faults.add(folding.faults)
        findings = folding.findings
        findings.unheard = folding.missing()
        findings.settle(with: folding.state, files: folding.partFiles)
        tiles += folding.goodBundles
    }

    mutating func take(_ check: CheckpointCheck) {
        faults.add(check.faults)
        checkpoints = check.good
    }

    mutating func take(_ check: JournalCheck) {
        faults.add(check.faults)
        journal = JournalReport(check)
        for path in check.strangers { strangers.add(path) }
    }

    mutating func take(_ check: TileCheck) {
        faults.add(check.faults)
        tiles += check.good
    }

    mutating func take(_ check: EnclosureCheck) {
        faults.add(check.faults)
        (enclosuresListed, enclosuresGood, notAtHand) = (check.asked, check.good, check.notAtHand)
    }

    /// Collects the files that belong to nothing: without a name of P-71, or with one that nothing refers to.
    mutating func strange(
        _ listing: ExportListing, _ folding: Folding, _ tiles: TileCheck, _ enclosures: EnclosureCheck
    ) {
        for name in listing.strangers.names { strangers.add(shown: name) }
        strangers.add(uncounted: listing.strangers.count - listing.strangers.names.count)
        for tile in tiles.strangers { strangers.add(.tile(tile)) }
        for digest in enclosures.strangers { strangers.add(.enclosure(digest)) }
        let parts = listing.parts.subtracting(folding.partFiles)
        let isWhole = findings.lost.isEmpty && !folding.endsInHole
        for part in parts.sorted(by: { ($0.statement, $0.name) < ($1.statement, $1.name) }) {
            let path = ExportPath.detached(statement: part.statement, name: part.name)
            // Beside a lost entry nobody can tell whose it is.
            guard isWhole else {
                strangers.add(path)
                continue
            }
            let place = folding.state.log.place(of: part.statement)
            let isRestricted = findings.closed.contains {
                $0.isRestricted && $0.statement == part.statement && $0.name.utf8.elementsEqual(part.name.utf8)
            }
            let what =
                place == nil
                ? "no statement of this ledger has it"
                : isRestricted
                    ? "it is restricted, and must be in no export" : "its statement has no such part for everyone"
            faults.add(Fault("P-71", what, entry: place, file: path))
        }
    }
}
