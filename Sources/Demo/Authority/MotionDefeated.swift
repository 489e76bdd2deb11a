import Rules

enum MotionDefeated: Episode {
    static let begins = CalendarTime.day(6, 16, 48)
    static let says = "a motion to give p19 access again at once is lost, by name"

    static func play(in ledger: DemoLedger) async throws {
        let early = try await ledger.propose(
            AddToList.kind, ["list": "support-access", "person": "p19"], by: 18, slot: "request",
            because: "The phone is back and the queue is long.")
        try await ledger.decide(early, no: [2, 3, 5])
    }
}
