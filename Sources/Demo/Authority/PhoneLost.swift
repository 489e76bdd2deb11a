import Rules

enum PhoneLost: Episode {
    static let begins = CalendarTime.day(3, 4, 30)
    static let says = "p19 loses a phone and is stopped"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.propose(
            SetStop.kind, ["target": "p19"], by: 18, slot: "leader",
            because: "Phone lost on a train; nobody knows where it is.")
    }
}
