import Ledger
import Rules
import Synchronization

/// The numbers beside the rooms, and the findings: the same on every page of one state, so counted once.
struct Rail: Sendable {
    let openActs: Int
    let openMotions: Int
    let claimedRecords: Int
    let findings: [Finding]

    init(_ state: State, voids: [VoidEntry], journal: JournalFacts?, at now: Time) {
        let (authority, world) = (state.authority, state.world)
        openActs =
            authority.acts.table.count { authority.condition(of: $0, at: now) == .open }
            + world.acts.table.count { world.condition(of: $0, at: now) == .open }
        openMotions = authority.motions.count { authority.condition(of: $0, at: now) == "open" }
        claimedRecords = world.records.count { $0.complete == nil }
        findings = state.findings(voids: voids, journal: journal, at: now)
    }
}

/// The rail of the newest state. Time ends things too, so it holds for a few seconds at most.
final class RailKept: Sendable {
    static let secondsMax = 5
    private let kept = Mutex<(root: Digest, at: Time, rail: Rail)?>(nil)

    func rail(_ state: State, voids: [VoidEntry], journal: JournalFacts?, at now: Time) -> Rail {
        let root = state.log.head.root
        if let kept = kept.withLock({ $0 }), kept.root == root, (0..<Self.secondsMax).contains(now.since(kept.at)) {
            return kept.rail
        }
        // Two who come at once both count, which costs less than one who waits for the other.
        let rail = Rail(state, voids: voids, journal: journal, at: now)
        kept.withLock { $0 = (root, now, rail) }
        return rail
    }
}
