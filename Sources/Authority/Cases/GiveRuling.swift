import Ledger

/// P-52, SP-1.2h: Arbitrator and Case Manager decide a case: facts, logic, directions, place and day.
///
/// What the directions say stands in the line, because rules ask it; facts and logic are beside it.
package struct GiveRuling: AuthorityAct {
    package let `case`: ID<Case>, day: CalendarDay, directions: Directions, place: Name, sort: Ruling.Sort

    package static let kind = "authority/ruling.give", title = "Give a ruling"
    package static let clauses = ["SP-1.2h", "SP-9.1.7b", "SP-9.3.2c"]
    package static let isLocal = true, needsArbitrator = true
    package static let detached = [
        DetachedNote("facts", "Facts that were found", required: true),
        DetachedNote("logic", "Why it follows", required: true),
        DetachedNote("orders", "The directions in words"),
    ]
    package static let fields = Fields(
        { Self(case: $0, day: $1, directions: $2, place: $3, sort: $4) }, Field("case", \Self.case, "In which case"),
        Field("day", \Self.day, "Day"), Field("directions", \Self.directions, "Directions"),
        Field("place", \Self.place, "Place"), Field("sort", \Self.sort, "Sort"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.cases[self.case]
        try authority.requireUndecided(one)
        guard let arbitrator = one.arbitrator, let manager = one.manager else {
            throw Refusal(
                "P-52", "No Arbitrator has accepted \(one.id.text).",
                who: one.asked.map { "p\($0), by \(AcceptCase.kind)" } ?? "a Case Manager, by \(TakeCase.kind)",
                field: "case")
        }
        for person in [arbitrator, manager] { try authority.requireNoPart(person, in: one, clause: "P-52") }
        for direction in directions.list {
            try authority.judge(direction, of: sort, by: [arbitrator, manager], at: moment)
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        let one = authority.cases.cases[self.case]
        let number = authority.cases.rulings.count + 1
        let first = authority.cases.directions.count + 1
        authority.cases.rulings.append(
            Ruling(
                number: number, born: moment.place, act: moment.proposal?.place ?? moment.place, inCase: one.number,
                sort: sort, day: day, place: place, recorded: moment.recorded, arbitrator: one.arbitrator ?? 0,
                manager: one.manager ?? 0, directions: Array(first..<(first + directions.list.count))))
        for (index, direction) in directions.list.enumerated() {
            authority.cases.directions.append(
                RulingDirection(number: first + index, born: moment.place, ruling: number, says: direction))
            authority.find(direction, by: number, at: moment)
        }
        authority.cases.cases[self.case].rulings.append(number)
        if sort != .preliminary { authority.cases.cases[self.case].decided = moment.place }
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let one = authority.cases.cases[self.case]
        guard person != one.arbitrator, person != one.manager else { return nil }
        return Refusal(
            "P-52", "p\(person) neither runs nor decides \(one.id.text).",
            who: [one.arbitrator, one.manager].compactMap { $0 }.map { "p\($0)" }.joined(separator: ", "))
    }

    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        let one = authority.cases.cases[self.case]
        return authority.lacksBoth(one.arbitrator ?? 0, one.manager ?? 0, among: counted)
    }
}
