import Rules

enum BagStolen: Episode {
    static let begins = CalendarTime.day(3, 4, 34)
    static let says = "p17 loses every key; others announce a new one"

    /// p17's bag is stolen with the only device in it: the leader stops the key, and all of p17's keys are to be replaced
    /// by a new one; whoever still had an old one could cancel that for 72 hours (P-21, P-55).
    static func play(in ledger: DemoLedger) async throws {
        let old = try ledger.keys.key(of: "p17"), new = try ledger.keys.key(of: "p17-new")
        _ = try await ledger.propose(
            SetStop.kind, ["target": old.fingerprint.hex], by: 16, slot: "leader",
            because: "Luca's bag was stolen, with the only device in it.")
        ledger.pass(hours: 1)
        let act = try await ledger.propose(
            AnnounceReplacement.kind, ["key": new.openSSH, "person": "p17"], by: 12,
            because: "Luca read us the words of the new key by telephone.")
        try await ledger.sign(act, slot: "holder", by: 17, as: "p17-new")
        try await ledger.sign(act, slot: "witness", by: 12)
        try await ledger.sign(act, slot: "witness", by: 18)
        try await ledger.sign(act, slot: "board", by: 4)
    }
}
