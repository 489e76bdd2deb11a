import Ledger
import Rules

enum CaseDecided: Episode {
    static let begins = CalendarTime.day(5, 9, 20)
    static let says = "a note names a member; its case is filed, taken, accepted and decided"

    static func play(in ledger: DemoLedger) async throws {
        guard let act = ledger.state.authority.acts.table.last(where: { $0.kind.name == "authority/list.add" }) else {
            throw HistoryError("nobody was added to a list")
        }
        let note = try await ledger.say(
            .note(about: act.hash, under: "SP-1.2e"), by: 14,
            texts: [
                "text":
                    "Asked for by telephone. The member’s street and number are in my mail of Tuesday: Lindenallee 4."
            ])
        guard let hash = ledger.state.log.rows.at(note)?.hash else { throw HistoryError("the note is not there") }
        let number = try await ledger.propose(
            FileCase.kind, ["about": act.name, "respondents": "p14", "sort": "secrecy"], by: 13, slot: "filer",
            texts: [
                "complaint": "A note beside \(act.name) tells everybody where a member lives.",
                "relief": "The note is erased.",
            ])
        try await take(number, by: 9, asking: 6, in: ledger)
        let until = CalendarDay(of: ledger.now).later(by: 14).text
        let ruling = try await ledger.propose(
            GiveRuling.kind,
            [
                "case": "C-\(number)", "day": CalendarDay(of: ledger.now).text,
                "directions":
                    "permit kind=authority/content.erase about=text,\(hash.hex) count=1 until=\(until) by=access",
                "place": "Grenoble", "sort": "final",
            ], by: 6, slot: "arbitrator",
            texts: [
                "facts": "The note stands beside \(act.name) and names a street. Nobody needs to know it.",
                "logic": "What is personal is for those who need it (SP-9.5a). The log keeps that a note stood there.",
                "orders": "An Access Engineer erases the note. Members’ addresses stay with Support.",
            ])
        try await ledger.sign(ruling, slot: "case-manager", by: 9)
    }

    /// A Case Manager takes a case, and the Arbitrator who was asked accepts it.
    static func take(_ number: Int, by manager: Int, asking arbitrator: Int, in ledger: DemoLedger) async throws {
        ledger.pass(minutes: 20)
        _ = try await ledger.propose(
            TakeCase.kind, ["arbitrator": "p\(arbitrator)", "case": "C-\(number)"], by: manager, slot: "case-manager")
        ledger.pass(minutes: 30)
        _ = try await ledger.propose(
            AcceptCase.kind, ["case": "C-\(number)"], by: arbitrator, slot: "arbitrator",
            texts: ["preliminaries": "It concerns this CA. I know none of the parties but by their work."])
    }
}
