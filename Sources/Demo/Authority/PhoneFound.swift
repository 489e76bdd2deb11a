import Rules

enum PhoneFound: Episode {
    static let begins = CalendarTime.day(6, 13, 39)
    static let says = "the phone is found, and two members of the Board end the stop"

    static func play(in ledger: DemoLedger) async throws {
        guard let stop = ledger.state.authority.stops.first(where: { $0.target == .person(19) && $0.ended == nil })
        else { throw HistoryError("p19 is not stopped") }
        let end = try await ledger.propose(
            EndStop.kind, ["stop": "X-\(stop.number)"], by: 1, slot: "restorer",
            because: "The phone was found, still locked.")
        try await ledger.sign(end, slot: "restorer", by: 4)
    }
}
