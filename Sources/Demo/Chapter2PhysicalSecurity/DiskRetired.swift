import Rules

enum DiskRetired: Episode {
    static let begins = CalendarTime.day(4, 8)
    static let says = "a failing disk leaves its machine, is erased and retired"

    static func play(in ledger: DemoLedger) async throws {
        try await ledger.move(2, to: "S-1")
        try await ledger.erase(2, method: "gutmann-35")
        let retire = try await ledger.propose(
            RetireMedium.kind, ["fate": "destroyed", "medium": "M-2"], by: 14, slot: "administrator",
            because: "Reallocated sectors since August; replaced by M-5.")
        try await ledger.sign(retire, slot: "administrator", by: 15)
    }
}
