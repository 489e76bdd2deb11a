enum LedgerFounded: Episode {
    static let begins = CalendarTime.day(0, 0)
    static let says = "the founding: five members of the Board accept, with the key words heard from the others"

    static func play(in ledger: DemoLedger) async throws { try await ledger.found(DemoPerson.board) }
}
