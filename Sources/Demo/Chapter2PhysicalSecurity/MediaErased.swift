enum MediaErased: Episode {
    static let begins = CalendarTime.day(1, 23, 10)
    static let says = "three new media are erased, two of them go into machines"

    static func play(in ledger: DemoLedger) async throws {
        for medium in 1...3 { try await ledger.erase(medium, method: "overwrite-1") }
        try await ledger.install(1, into: 1, slot: "bay-0")
        try await ledger.install(2, into: 2, slot: "bay-0")
    }
}
