import Rules

/// A day later the leader puts into force what loosens a rule.
enum ManualLoosened: Episode {
    static let begins = CalendarTime.day(5, 16, 20)
    static let says = "a day later their leader puts it into force"

    static func play(in ledger: DemoLedger) async throws {
        guard let view = ledger.state.manualChangeViews(at: ledger.now).first(where: { $0.condition == "may-close" })
        else { throw HistoryError("no change of the Manual waits") }
        try await ledger.say(.closeManual(view.hash, view.name), by: 12)
    }
}
