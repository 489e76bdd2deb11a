import Rules

enum AbsencesEntered: Episode {
    static let begins = CalendarTime.day(7, 12, 5)
    static let says = "a Support Engineer says when she is away: for some days her team has one person"

    static func play(in ledger: DemoLedger) async throws {
        let today = CalendarDay(of: ledger.now)
        _ = try await ledger.propose(
            "register/absence.enter",
            [
                "from": today.later(by: 6).text, "person": "p19", "reachable": "stop-only",
                "until": today.later(by: 13).text,
            ], by: 19, slot: "reporter")
    }
}
