import Rules

enum TrainingHeld: Episode {
    static let begins = CalendarTime.day(6, 17, 30)
    static let says = "the Systems Administrators hold a drill; who took part signs it"

    static func play(in ledger: DemoLedger) async throws {
        let record = try await ledger.record(
            HoldTraining.kind,
            [
                "happened": ledger.now.adding(-3600).text, "parties": "p15:participant", "sort": "drill",
                "team": "systems-administration", "topic": "Restore the database from the off-site copy",
            ], by: 14)
        try await ledger.observe(record, by: 15)
    }
}
