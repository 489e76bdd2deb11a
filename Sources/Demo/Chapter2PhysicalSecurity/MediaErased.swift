enum MediaErased: Episode {
    static let begins = CalendarTime.day(1, 23, 10)
    static let says = "three media are erased, two of them go into machines"

    static func play(in ledger: DemoLedger) async throws {
        for (medium, method) in [(1, "gutmann-35"), (2, "gutmann-35"), (3, "purge")] {
            try await ledger.erase(medium, method: method)
        }
        try await ledger.move(1, to: "H-1")
        try await ledger.move(2, to: "H-2")
    }
}
