import Rules

/// SP-1.1b: what the Policy does not name comes into its scope by the Board alone.
enum MirrorAdded: Episode {
    static let begins = CalendarTime.day(5, 10)
    static let says = "the Board adds a mirror to the scope, by motion; one who closed it brings the act into effect"

    static func play(in ledger: DemoLedger) async throws {
        let act = try await ledger.propose(
            AddSystem.kind,
            ["name": "OCSP mirror", "owner": "systems-administration", "used-for": "answering revocation queries"],
            by: 14, slot: "leader",
            because: "Browsers ask it about every certificate; it must hold what the signer says.")
        try await ledger.decide(act)
        try await ledger.sign(act, slot: Slot.motion, by: 4)
    }
}
