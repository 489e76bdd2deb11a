import Rules

enum AccessGiven: Episode {
    static let begins = CalendarTime.day(1, 2, 20)
    static let says = "access engineers and systems administrators get their access"

    static func play(in ledger: DemoLedger) async throws {
        // Nobody asks for themselves: one of the Board asks for the leader, the leader for the member.
        for (list, leader, member) in [
            ("ssh-access", 14, 15), ("physical-access", 14, 15), ("physical-control", 12, 13),
        ] {
            let first = try await ledger.propose(
                AddToList.kind, ["list": list, "person": "p\(leader)"], by: 3, slot: "board-request")
            try await ledger.decide(first)
            let second = try await ledger.propose(
                AddToList.kind, ["list": list, "person": "p\(member)"], by: leader, slot: "request")
            try await ledger.decide(second)
        }
    }
}
