import Rules

enum PeopleEnrolled: Episode {
    static let begins = CalendarTime.day(0, 0, 55)
    static let says = "fourteen people are enrolled; two members of the Board heard each key in words"

    static func play(in ledger: DemoLedger) async throws {
        for person in DemoPerson.numbers where !DemoPerson.board.contains(person) {
            ledger.pass(minutes: 7)
            let key = try ledger.keys.key(of: "p\(person)")
            let witnesses = [1 + person % 5, 1 + (person + 2) % 5]
            let act = try await ledger.propose(EnrolPerson.kind, ["key": key.openSSH], by: witnesses[0])
            try await ledger.sign(act, slot: "holder", by: 0, as: "p\(person)")
            for witness in witnesses { try await ledger.sign(act, slot: "witness", by: witness) }
        }
    }
}
