import Rules

/// SM-2.4.3: who is on an access list is looked at again, by its leader and another.
enum AccessReviewed: Episode {
    static let begins = CalendarTime.day(8, 13, 40)
    static let says = "the SSH access list is reviewed: everybody on it still needs it"

    static func play(in ledger: DemoLedger) async throws {
        let people = (ledger.state.authority.roster("ssh-access")?.seats ?? []).map { "p\($0.person)" }.sorted()
        let act = try await ledger.propose(
            ReviewAccess.kind, ["keep": people.joined(separator: ","), "list": "ssh-access"], by: 14, slot: "manager")
        try await ledger.sign(act, slot: "second", by: 15)
    }
}
