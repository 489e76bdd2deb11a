import Ledger
import Rules

enum RulingUsed: Episode {
    static let begins = CalendarTime.day(6, 14, 40)
    static let says = "an Access Engineer erases the note, as the ruling permits"

    static func play(in ledger: DemoLedger) async throws {
        guard let ruling = ledger.state.authority.cases.rulings.at(0),
            let direction = ledger.state.authority.directions(of: ruling).first,
            let hash = direction.says.about.first(where: { Digest(hex: $0) != nil }),
            let kind = Kind.named(EraseContent.kind)
        else { throw HistoryError("there is no ruling") }
        try await ledger.say(
            .of(
                kind, .line(["part": .string("text"), "statement": .string(hash)]), slot: "executor", under: ruling),
            by: 12)
    }
}
