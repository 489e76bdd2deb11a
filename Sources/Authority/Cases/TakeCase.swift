import Ledger

/// SP-9.3.2, P-52: a Case Manager takes a case and asks one Arbitrator, who is no party of it.
package struct TakeCase: AuthorityAct {
    package let arbitrator: ID<Person>, `case`: ID<Case>

    package static let kind = "authority/case.take", title = "Take a case"
    package static let clauses = ["SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let fields = Fields(
        { Self(arbitrator: $0, case: $1) }, Field("arbitrator", \Self.arbitrator, "Which Arbitrator you ask"),
        Field("case", \Self.case, "Which case"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.cases[self.case]
        try authority.requireUndecided(one)
        if let why = authority.isTaken(one, at: moment.recorded) {
            throw Refusal("P-52", "\(one.id.text) is not free: \(why).", field: "case")
        }
        let arbitrates = authority.policy?.arbitrates ?? ""
        guard authority.membership(of: arbitrator.number, in: arbitrates, at: moment.recorded) != nil else {
            throw Refusal(
                "P-52", "\(arbitrator.text) is no Arbitrator who can act now.",
                who: "the Arbitrators", field: "arbitrator")
        }
        guard !one.declined.contains(arbitrator.number) else {
            throw Refusal(
                "P-52", "\(arbitrator.text) has declined \(one.id.text).", who: "another Arbitrator",
                field: "arbitrator")
        }
        try authority.requireNoPart(arbitrator.number, in: one, clause: "P-52", field: "arbitrator")
        try authority.requireNotOwn(arbitrator.number, in: one)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.cases.cases[self.case].manager = moment.signed.first ?? moment.signer
        authority.cases.cases[self.case].taken = moment.recorded
        authority.cases.cases[self.case].asked = arbitrator.number
        authority.cases.cases[self.case].accepted = nil
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        authority.partBar(person, in: authority.cases.cases[self.case])
    }
}

extension Authority {
    /// The same as a reason not to fill a slot.
    func partBar(_ person: Int, in one: Case) -> Refusal? {
        do throws(Refusal) {
            try requireNoPart(person, in: one, clause: "P-52")
            return nil
        } catch {
            return error
        }
    }

    /// P-52: whoever gave a ruling does not hear the appeal against it.
    func requireNotOwn(_ arbitrator: Int, in one: Case) throws(Refusal) {
        let contested = one.about.compactMap { ItemID($0) }.compactMap { cases.rulings.item($0) }
        guard one.sort == .appeal, let own = contested.first(where: { $0.by.contains(arbitrator) }) else { return }
        throw Refusal(
            "P-52", "p\(arbitrator) gave \(own.id.text) and cannot hear the appeal against it.",
            who: "another Arbitrator", field: "arbitrator")
    }
}
