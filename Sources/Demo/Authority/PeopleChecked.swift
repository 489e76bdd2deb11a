import Ledger
import Rules

enum PeopleChecked: Episode {
    static let begins = CalendarTime.day(6, 10)
    static let says =
        "two Systems Administrators agree to the policy, and an Arbitrator rules on their background checks"

    static func play(in ledger: DemoLedger) async throws {
        for person in [14, 15] {
            _ = try await ledger.propose(
                SignAgreement.kind,
                [
                    "membership": Digest.of(Array("member \(person) of the association, salted".utf8)).hex,
                    "person": "p\(person)", "policy": ledger.state.authority.policy?.digest.hex ?? "",
                    "regulations": "yes",
                ], by: person, slot: "member")
            let until = CalendarDay(of: ledger.now).later(by: 1800).text
            let act = try await ledger.propose(
                RuleOnCheck.kind,
                [
                    "candidate": "p\(person)", "case": "a20261126.\(person - 13)", "conflicts": "satisfied",
                    "evidence": Digest.of(Array("evidence \(person), encrypted".utf8)).hex, "history": "satisfied",
                    "identity": "seen", "keeper": "notary-2", "knowledge": "satisfied", "outcome": "accept",
                    "practice": person == 15 ? "with-remark" : "satisfied",
                    "procedure": Digest.of(Array("procedure of 2026".utf8)).hex, "references": "satisfied",
                    "role": "systems-administration", "standing": "satisfied", "until": until,
                ], by: 6, slot: "arbitrator",
                texts: [
                    "summary":
                        "Two interviews, three references, papers seen in person. Nothing speaks against the role."
                ])
            try await ledger.sign(act, slot: "case-manager", by: 9)
        }
    }
}
