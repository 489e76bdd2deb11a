import Rules

enum InventoryEntered: Episode {
    static let begins = CalendarTime.day(1, 4, 20)
    static let says = "secure stores, computers and media enter the inventory"

    static func play(in ledger: DemoLedger) async throws {
        for label in ["safe-ede", "safe-vienna"] { try await enter(Enter<SecureStore>.kind, ["label": label], in: ledger) }
        for (hostname, model, serial) in [
            ("core1", "PowerEdge-R640", "8XK2Z03"), ("core2", "PowerEdge-R640", "8XK2Z04"),
            ("signer", "ThinkCentre-M75", "PF3A77K"), ("logs", "PowerEdge-R340", "5JQ81M2"),
        ] {
            try await enter(
                Enter<Computer>.kind,
                [
                    "hostname": hostname, "model": model, "serial": serial,
                    "vendor": hostname == "signer" ? "Lenovo" : "Dell",
                ], in: ledger)
        }
        for (number, sort) in [(1, "disk"), (2, "disk"), (3, "flash"), (4, "tape"), (5, "disk"), (6, "flash")] {
            ledger.pass(minutes: 15)
            let act = try await ledger.propose(
                Enter<Medium>.kind,
                [
                    "label": "CA-\(100 + number)", "serial": "WD-\(7100 + 13 * number)", "sort": sort,
                    "store": "S-\(1 + number % 2)",
                ],
                by: 14, slot: "entry")
            try await ledger.sign(act, slot: "entry", by: number % 2 == 0 ? 12 : 15)
        }
    }

    /// A thing enters the inventory with one signature from each of two teams (SP-1.2f).
    private static func enter(_ kind: String, _ fields: [String: String], in ledger: DemoLedger) async throws {
        ledger.pass(minutes: 20)
        let act = try await ledger.propose(kind, fields, by: 12, slot: "access-engineer")
        try await ledger.sign(act, slot: "administrator", by: 14)
    }
}
