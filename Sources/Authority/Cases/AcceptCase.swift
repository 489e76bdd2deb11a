import Ledger

/// SP-1.2h: the Arbitrator who was asked takes a case on, and states why they may: jurisdiction, parties, conflicts.
package struct AcceptCase: AuthorityAct {
    package let `case`: ID<Case>

    package static let kind = "authority/case.accept", title = "Accept a case"
    package static let clauses = ["SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let detached = [
        DetachedNote("preliminaries", "Jurisdiction, parties, conflicts of interest", required: true)
    ]
    package static let fields = Fields({ Self(case: $0) }, Field("case", \Self.case, "Which case"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireAsked(authority.cases.cases[self.case])
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.cases.cases[self.case].accepted = moment.place
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        authority.askedBar(person, in: authority.cases.cases[self.case])
    }
}

/// The Arbitrator who was asked declines, with a reason; the Case Manager asks another.
package struct DeclineCase: AuthorityAct {
    package let `case`: ID<Case>

    package static let kind = "authority/case.decline", title = "Decline a case"
    package static let clauses = ["SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let detached = [DetachedNote("reason", "Why you decline it", required: true)]
    package static let fields = Fields({ Self(case: $0) }, Field("case", \Self.case, "Which case"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.cases[self.case]
        try authority.requireUndecided(one)
        guard let asked = one.asked, !one.declined.contains(asked) else {
            throw Refusal("P-52", "Nobody is asked to decide \(one.id.text) now.", field: "case")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        let one = authority.cases.cases[self.case]
        authority.cases.cases[self.case].declined = one.declined + [one.asked ?? 0]
        authority.cases.cases[self.case].accepted = nil
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let one = authority.cases.cases[self.case]
        return person == one.asked
            ? nil
            : Refusal(
                "P-52", "p\(person) was not asked to decide \(one.id.text).", who: one.asked.map { "p\($0)" } ?? "")
    }
}

extension Authority {
    func requireAsked(_ one: Case) throws(Refusal) {
        try requireUndecided(one)
        guard let asked = one.asked, one.accepted == nil, !one.declined.contains(asked) else {
            throw Refusal(
                "P-52", "Nobody is asked to decide \(one.id.text) now.", who: "a Case Manager, by \(TakeCase.kind)",
                field: "case")
        }
    }

    func askedBar(_ person: Int, in one: Case) -> Refusal? {
        if let refusal = partBar(person, in: one) { return refusal }
        guard person != one.asked else { return nil }
        return Refusal(
            "P-52", "p\(person) was not asked to decide \(one.id.text).",
            who: one.asked.map { "p\($0)" } ?? "nobody yet")
    }
}
