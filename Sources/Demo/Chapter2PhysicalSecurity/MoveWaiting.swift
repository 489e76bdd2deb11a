import Rules

enum MoveWaiting: Episode {
    static let begins = CalendarTime.day(8, 23, 45)
    static let says = "a record waits for its observer"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.record(
            InstallMedium.kind,
            ["happened": ledger.now.adding(-300).text, "medium": "M-3", "parties": "p15:observer", "into": "H-3"],
            by: 14)
    }
}
