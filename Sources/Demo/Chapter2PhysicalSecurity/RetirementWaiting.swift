import Rules

enum RetirementWaiting: Episode {
    static let begins = CalendarTime.day(8, 20)
    static let says = "a retirement waits for its second signature, after a question and its answer"

    static func play(in ledger: DemoLedger) async throws {
        try await ledger.erase(5, method: "purge")
        let retire = try await ledger.propose(
            RetireMedium.kind, ["fate": "erased-and-stored", "medium": "M-5"], by: 14, slot: "administrator",
            because: "No longer needed as a spare.")
        let question = try await ledger.ask(
            about: retire, "Is M-5 the one that had the bad sector in spring, or is that M-2?", by: 15)
        try await ledger.answer(
            question, "That was M-2, retired last week. M-5 has been in its bag since it was erased.", by: 14)
    }
}
