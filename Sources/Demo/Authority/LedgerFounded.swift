enum LedgerFounded: Episode {
    static let begins = CalendarTime.day(0, 0)
    static let says = "founding: five of the Board, each accepting with the fingerprints heard from the others"

    static func play(in ledger: DemoLedger) async throws { try await ledger.found(DemoPerson.board) }
}
