import Rules

enum KeysReplaced: Episode {
    static let begins = CalendarTime.day(6, 13, 48)
    static let says = "72 hours later p17 closes the replacement with the new key"

    static func play(in ledger: DemoLedger) async throws {
        let waiting = ledger.state.replacementViews(at: ledger.now).first { $0.person == 17 && $0.waits }
        guard let waiting else { throw HistoryError("no replacement of p17's keys waits") }
        try await ledger.close(replacement: waiting.place, by: 17, as: "p17-new")
        try ledger.keys.replace("p17", by: "p17-new")
    }
}
