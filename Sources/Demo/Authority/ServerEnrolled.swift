import Rules

enum ServerEnrolled: Episode {
    static let begins = CalendarTime.day(1, 4)
    static let says = "the server's key for the journal is enrolled"

    /// What the server says of sign-ins and readings counts under a key whose words two teams have compared.
    static func play(in ledger: DemoLedger) async throws {
        let machine = try await ledger.propose(
            EnrolMachine.kind,
            ["about": "server", "every": "60", "key": ledger.machineKey.openSSH, "says": "journal"], by: 14)
        try await ledger.sign(machine, slot: "administrator", by: 14)
        try await ledger.sign(machine, slot: "other-team", by: 12)
    }
}
