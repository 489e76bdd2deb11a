import Rules

enum ArbitratorLeft: Episode {
    static let begins = CalendarTime.day(8, 9, 40)
    static let says = "an Arbitrator resigns; what must follow is signed line by line, and some of it is open"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.propose(
            LeaveBody.kind, ["body": "arbitrators", "person": "p8"], by: 8, slot: "leaver",
            because: "I take a post abroad and cannot give cases the time that they need.")
        guard let former = ledger.state.authority.former.last(where: { $0.seat.person == 8 }) else {
            throw HistoryError("p8 has not left")
        }
        ledger.pass(hours: 2)
        _ = try await ledger.propose(
            FollowUp.kind,
            [
                "happened": ledger.now.text, "lines": "devices,keys,lists", "termination": former.id.text,
            ], by: 9,
            texts: ["how": "Rūta held neither keys nor devices. I took her off the Arbitrators’ mailing list."])
    }
}
