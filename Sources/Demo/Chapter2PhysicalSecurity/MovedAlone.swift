import Rules

enum MovedAlone: Episode {
    static let begins = CalendarTime.day(7, 5, 31)
    static let says =
        "p13 moves a medium without an observer: the record is kept in breach and becomes a finding at once"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.record(
            MoveMedium.kind,
            ["happened": ledger.now.adding(-900).text, "medium": "M-4", "to": "S-2"], by: 13,
            because: "The alarm rang and I was alone in Ede.")
    }
}
