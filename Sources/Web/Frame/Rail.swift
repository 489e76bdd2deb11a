import Ledger
import Rules

/// The numbers beside the rooms, and the findings: the same on every page of one state, so counted once.
struct Rail: Sendable {
    let openActs: Int
    let openMotions: Int
    let claimedRecords: Int
    let findings: [Finding]

    init(_ state: State, journal: JournalFacts?, contents: [ContentMismatch], at now: Time) {
        openActs = state.world.openActCount(at: now)
        openMotions = state.authority.openMotions(at: now).count
        claimedRecords = state.world.recordCount("claimed")
        findings = state.findings(journal: journal, contents: contents, at: now)
    }
}
