import Ledger

/// SP-1.2h: Arbitrator and Case Manager go through several cases in one sitting: they take some together, and dismiss others with
/// their reasons.
package struct TriageCases: AuthorityAct {
    package let arbitrator: ID<Person>, dismissed: Ascending<ID<Case>>, manager: ID<Person>
    package let taken: Ascending<ID<Case>>

    package static let kind = "authority/case.triage", title = "Take or dismiss several cases"
    package static let clauses = ["SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let detached = [DetachedNote("reason", "Why, case by case", required: true)]
    package static let fields = Fields(
        { Self(arbitrator: $0, dismissed: $1, manager: $2, taken: $3) },
        Field("arbitrator", \Self.arbitrator, "The Arbitrator"),
        Field("dismissed", \Self.dismissed, "Cases that you dismiss"),
        Field("manager", \Self.manager, "The Case Manager"), Field("taken", \Self.taken, "Cases that you take"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard arbitrator != manager, authority.isArbitrator(arbitrator.number) else {
            throw Refusal(
                "P-52", "\(arbitrator.text) and \(manager.text) must be an Arbitrator and a separate Case Manager.",
                field: "arbitrator")
        }
        guard !dismissed.values.isEmpty || !taken.values.isEmpty else {
            throw Refusal("P-52", "No case is named.", field: "taken")
        }
        if let both = taken.values.first(where: { dismissed.values.contains($0) }) {
            throw Refusal("P-52", "\(both.text) cannot be taken and dismissed.", field: "taken")
        }
        for id in taken.values + dismissed.values {
            let one = authority.cases.cases[id]
            try authority.requireUndecided(one)
            let isTheirs = one.manager == manager.number && one.asked == arbitrator.number
            if !isTheirs, let why = authority.isTaken(one, at: moment.recorded) {
                throw Refusal("P-52", "\(one.id.text) is not free: \(why).", field: "taken")
            }
            for person in [arbitrator.number, manager.number] {
                try authority.requireNoPart(person, in: one, clause: "P-52")
            }
            try authority.requireNotOwn(arbitrator.number, in: one)
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        for id in taken.values + dismissed.values {
            authority.cases.cases[id].manager = manager.number
            authority.cases.cases[id].taken = moment.recorded
            authority.cases.cases[id].asked = arbitrator.number
            authority.cases.cases[id].accepted = moment.place
        }
        for id in dismissed.values { authority.cases.cases[id].dismissed = moment.place }
    }

    /// The two whom it names sign it, each for themselves.
    package func named(in authority: Authority) -> [Int] { [] }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let theirs = slot.pool == [.group(authority.policy?.arbitrates ?? "")] ? arbitrator : manager
        guard person != theirs.number else { return nil }
        return Refusal("P-52", "\(theirs.text) signs in the slot “\(slot.name)”.", who: theirs.text)
    }

    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        authority.lacksBoth(arbitrator.number, manager.number, among: counted)
    }
}

extension Authority {
    /// P-52: Arbitrator and Case Manager have both signed, whatever slots a policy gives them.
    func lacksBoth(_ arbitrator: Int, _ manager: Int, among counted: [Signed]) -> Refusal? {
        let missing = [arbitrator, manager].filter { person in !counted.contains { $0.person == person } }
        guard let first = missing.first else { return nil }
        return Refusal(
            "P-52", "The signature of p\(first) is missing.", who: missing.map { "p\($0)" }.joined(separator: ", "))
    }
}
