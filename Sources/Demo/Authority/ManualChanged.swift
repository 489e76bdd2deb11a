import Rules

enum ManualChanged: Episode {
    static let begins = CalendarTime.day(4, 15, 10)
    static let says =
        "lines of sign-ins are to be kept longer; the Access Engineers ask for more time for visit reports"

    static func play(in ledger: DemoLedger) async throws {
        let base = ledger.state.authority.manual.digest.hex
        _ = try await ledger.propose(
            TightenManual.kind,
            ["base": base, "changes": "journal.retention.sign-in=365 days", "team": "systems-administration"], by: 14,
            slot: "leader", because: "The auditor looks back a year.")
        let act = try await ledger.propose(
            LoosenManual.kind,
            ["base": ledger.state.authority.manual.digest.hex, "changes": "visit.report=72 hours", "team": "access"],
            by: 12, slot: "leader",
            because: "Who comes home from a night in the hall reports better after a day of sleep.")
        try await ledger.sign(act, slot: "second", by: 13)
    }
}
