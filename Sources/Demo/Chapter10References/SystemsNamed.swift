import Rules

enum SystemsNamed: Episode {
    static let begins = CalendarTime.day(2, 9)
    static let says = "the systems that the Policy is about are entered, and one that is outside it is noted"

    static func play(in ledger: DemoLedger) async throws {
        for (name, sort, owner, use) in [
            ("Servers in Ede and Vienna", "hardware", "access", "everything that the CA runs"),
            ("Web and database", "core-server", "systems-administration", "members, requests, certificates"),
            ("Signing server", "signing-server", "systems-administration", "signing certificates and revocation lists"),
            ("Source code", "source-code", "software-assessment", "what runs on the core and signing servers"),
        ] {
            ledger.pass(minutes: 10)
            let leader = ["access": 12, "software-assessment": 16][owner] ?? 14
            let act = try await ledger.propose(
                Enter<SystemItem>.kind, ["class": sort, "name": name, "owner": owner, "used-for": use], by: leader,
                slot: "leader")
            try await ledger.sign(act, slot: "board", by: 2)
        }
        ledger.pass(minutes: 30)
        _ = try await ledger.propose(
            NoteSystem.kind, ["name": "Wiki", "owner": "support", "used-for": "answers to members"], by: 18,
            slot: "leader", because: "It holds no member's data and shares no machine with the critical systems.")
    }
}
