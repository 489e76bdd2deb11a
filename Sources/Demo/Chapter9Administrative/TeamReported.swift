import Rules

enum TeamReported: Episode {
    static let begins = CalendarTime.day(7, 18, 0)
    static let says = "the leader of the Systems Administrators reports to the Board"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.propose(
            ReportTeam.kind, ["happened": ledger.now.text, "team": "systems-administration"], by: 14,
            texts: [
                "report":
                    "One disk retired, one drill held. The restore took 3 h 20 min; two hours of that were spent looking for the passphrase of the copy."
            ])
    }
}
