import Ledger

/// SP-9.1.7a, P-57: the Board ends any seat by motion, or confirms one that is suspended. A ruling ends one too; where fewer than two
/// would be left it suspends the seat, until the Board's motion confirms that.
package struct EndSeat: AuthorityAct {
    package let group: GroupCode<OfAny>, person: ID<Person>

    package static let kind = "authority/seat.end", title = "End a seat"
    package static let clauses = ["SP-9.1.7a"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(group: $0, person: $1) }, Field("group", \Self.group, "Which body, office, team or list"),
        Field("person", \Self.person, "Whose seat ends", .subject))

    package func seatsEnded(in authority: Authority) -> [String] { [group.text] }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeated(person.number, in: group.text, clause: "SP-9.1.7a")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        let byMotion = moment.proposal?.ruling == nil
        authority.unseat(person.number, from: group.text, at: moment, confirmed: byMotion)
    }
}
