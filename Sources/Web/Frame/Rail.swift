import Ledger
import Rules

/// The numbers beside the rooms, and the findings: the same on every page of one state, so counted once.
struct Rail: Sendable {
    let openActs: Int
    let openMotions: Int
    let claimedRecords: Int
    let findings: [Finding]

    init(_ state: State, journal: JournalFacts?, at now: Time) {
        let (authority, world) = (state.authority, state.world)
        openActs =
            authority.acts.table.count { authority.condition(of: $0, at: now) == .open }
            + world.acts.table.count { world.condition(of: $0, at: now) == .open }
        openMotions = authority.motions.count { authority.condition(of: $0, at: now) == "open" }
        claimedRecords = world.records.count { $0.complete == nil }
        findings = state.findings(journal: journal, at: now)
    }
}
