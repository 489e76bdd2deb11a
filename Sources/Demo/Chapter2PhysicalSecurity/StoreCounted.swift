import Rules

/// SP-2.2.3.2a: one who keeps a store and one who does not look at everything that is in it.
enum StoreCounted: Episode {
    static let begins = CalendarTime.day(8, 9)
    static let says = "a secure store is counted"

    static func play(in ledger: DemoLedger) async throws {
        let seen = Register.named("stores")?.column("media")?.value(ledger.state.world, 2)?.text ?? "0"
        let record = try await ledger.record(
            CountStore.kind,
            [
                "happened": ledger.now.adding(-1200).text, "parties": "p15:observer", "seen": seen, "store": "S-2",
            ], by: 13)
        try await ledger.observe(record, by: 15)
    }
}
