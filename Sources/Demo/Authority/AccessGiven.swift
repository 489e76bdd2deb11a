import Rules

enum AccessGiven: Episode {
    static let begins = CalendarTime.day(1, 2, 20)
    static let says = "the systems administrators get their access"

    static func play(in ledger: DemoLedger) async throws {
        // Nobody asks for themselves: one of the Board asks for the leader, the leader for the member.
        let leader = try await ledger.propose(
            AddToList.kind, ["list": "ssh-access", "person": "p14"], by: 3, slot: "board-request")
        try await ledger.decide(leader)
        let member = try await ledger.propose(
            AddToList.kind, ["list": "ssh-access", "person": "p15"], by: 14, slot: "request")
        try await ledger.decide(member)
    }
}
