import Rules

/// SP-2.2.3.2a: one person says that a medium is missing, and two that it is back.
enum MediumMissing: Episode {
    static let begins = CalendarTime.day(5, 15)
    static let says = "a medium is missing, found in another bag the next morning, and erased"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.record(
            LoseMedium.kind, ["happened": ledger.now.adding(-600).text, "medium": "M-6"], by: 13,
            because: "Its place in safe-ede is empty, and nobody has signed it out.")
        ledger.pass(hours: 17)
        try await ledger.handle(FindMedium.kind, 6, ["sealed": "yes", "store": "S-1"], by: 13, observer: 12)
        try await ledger.erase(6, method: "purge")
    }
}
