import Rules

enum InventoryEntered: Episode {
    static let begins = CalendarTime.day(1, 4, 20)
    static let says = "secure stores, computers and media enter the inventory"

    static func play(in ledger: DemoLedger) async throws {
        for (label, rating) in [("safe-ede", "EN 1143-1 II"), ("safe-vienna", "EN 1143-1 III")] {
            let facts = ["custodians": "access", "label": label, "rating": rating, "sort": "safe"]
            try await enter(Enter<SecureStore>.kind, facts, in: ledger)
        }
        for (hostname, model, serial, address, use) in [
            ("core1", "PowerEdge R640", "8XK2Z03", "192.0.2.11", "web and database"),
            ("core2", "PowerEdge R640", "8XK2Z04", "192.0.2.12", "web and database, in reserve"),
            ("signer", "ThinkCentre M75", "PF3A77K", "", "signs certificates and revocation lists"),
            ("logs", "PowerEdge R340", "5JQ81M2", "192.0.2.14", "collects logs"),
        ] {
            var facts = [
                "encryption": "full-disk", "hostname": hostname, "link": "network", "model": model, "os": "Debian",
                "os-licence": "GPL-2.0-only", "os-version": "12.11", "serial": serial, "sides": "front,rear",
                "sort": "server", "use": use, "vendor": "Dell",
            ]
            if hostname == "signer" {
                facts.merge(["link": "serial-only", "sort": "signing-server", "vendor": "Lenovo"]) { $1 }
            } else {
                facts["addresses"] = address
            }
            try await enter(Enter<Computer>.kind, facts, in: ledger)
        }
        for (number, sort, brand, purpose) in [
            (1, "disk", "Seagate", "system"), (2, "disk", "Seagate", "system"), (3, "flash", "Kingston", "install"),
            (4, "tape", "Fujifilm", "backup"), (5, "disk", "WD", "system"), (6, "flash", "Kingston", "transfer"),
        ] {
            ledger.pass(minutes: 15)
            let act = try await ledger.propose(
                Enter<Medium>.kind,
                [
                    "acquired": "2026-10-14", "brand": brand,
                    "capacity": ["disk": "4000000", "tape": "12000000"][sort] ?? "32000", "label": "CA-\(100 + number)",
                    "purpose": purpose, "removable": sort == "disk" ? "no" : "yes",
                    "serial": "ZA\(7100 + 13 * number)", "sort": sort, "store": "S-\(1 + number % 2)",
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
