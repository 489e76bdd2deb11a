import Ledger

/// P-52: whoever a ruling told to do something says that it is done. The Case Manager sees what is open.
package struct DirectionDone: AuthorityAct {
    package let directions: Ascending<ID<RulingDirection>>

    package static let kind = "authority/direction.done", title = "Say that a direction is done"
    package static let clauses = ["SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let detached = [DetachedNote("done", "What was done", required: true)]
    package static let fields = Fields(
        { Self(directions: $0) }, Field("directions", \Self.directions, "Which directions"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard !directions.values.isEmpty else {
            throw Refusal("P-52", "No direction is named.", field: "directions")
        }
        for id in directions.values {
            let one = authority.cases.directions[id]
            guard one.says.sort == .instruct, one.done == nil else {
                throw Refusal(
                    "P-52", "\(id.text) \(one.done == nil ? "tells nobody to do anything" : "is done already").",
                    field: "directions", sort: .over)
            }
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        for id in directions.values { authority.cases.directions[id].done = moment.place }
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        for id in directions.values {
            let told = authority.cases.directions[id].says.by
            let isTold =
                switch told {
                case .person(let number)?: number == person
                case .group(let code)?: authority.groups(of: person).contains(code)
                case nil: false
                }
            guard isTold else {
                return Refusal("P-52", "\(id.text) does not tell p\(person) to do anything.", who: told?.text ?? "")
            }
        }
        return nil
    }
}

/// SP-9.3.2c: the Arbitrator of a ruling has read what was done under it, up to a place. Uses that nobody has read yet wait on
/// their page.
package struct ReadUses: AuthorityAct {
    package let ruling: ID<Ruling>, upto: Int

    package static let kind = "authority/ruling.read", title = "Say that you read what was done under a ruling"
    package static let clauses = ["SP-9.3.2c"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let fields = Fields(
        { Self(ruling: $0, upto: $1) }, Field("ruling", \Self.ruling, "Which ruling"),
        Field("upto", \Self.upto, "Up to which entry you have read"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.rulings[ruling]
        guard upto > one.read, upto < moment.seen else {
            throw Refusal(
                "P-52", "You read up to an entry that you have seen, and further than entry \(one.read).", field: "upto"
            )
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.cases.rulings[ruling].read = upto
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let one = authority.cases.rulings[ruling]
        guard person != one.arbitrator else { return nil }
        return Refusal("P-52", "p\(one.arbitrator) gave \(one.id.text).", who: "p\(one.arbitrator)")
    }
}
