import Rules

enum RulingWaiting: Episode {
    static let begins = CalendarTime.day(7, 15, 10)
    static let says = "Support asks for a standing ruling; it waits for the Case Manager’s signature"

    static func play(in ledger: DemoLedger) async throws {
        let number = try await ledger.propose(
            FileCase.kind, ["about": "personal", "sort": "secrecy"], by: 18, slot: "filer",
            texts: [
                "complaint": "Notes that name members will be written again, and a case for each takes days.",
                "relief": "A standing ruling under which Access Engineers erase such notes.",
            ])
        try await CaseDecided.take(number, by: 10, asking: 7, in: ledger)
        let until = CalendarDay(of: ledger.now).later(by: 180).text
        _ = try await ledger.propose(
            GiveRuling.kind,
            [
                "case": "C-\(number)", "day": CalendarDay(of: ledger.now).text,
                "directions": "permit kind=authority/content.erase count=12 until=\(until) by=access",
                "place": "Kumasi", "sort": "standing",
            ], by: 7, slot: "arbitrator",
            texts: [
                "facts": "One note was erased last week. Others will follow.",
                "logic": "The harm grows with each day. A bound of twelve and of half a year keeps it an exception.",
            ])
    }
}
