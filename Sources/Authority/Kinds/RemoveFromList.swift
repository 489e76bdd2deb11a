import Ledger

/// SM-2.4.3: two members of a list, or its manager, end somebody's access at once.
package struct RemoveFromList: AuthorityAct {
    package let list: GroupCode<OfList>, person: ID<Person>

    package static let kind = "authority/list.remove", title = "Remove from an access list"
    package static let clauses = ["SM-2.4.3", "SP-9.1.7a", "SP-3.4.2d"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(list: $0, person: $1) }, Field("list", \Self.list, "Which list"),
        Field("person", \Self.person, "Whose access ends", .subject))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeated(person.number, in: list.text, clause: "SM-2.4.3")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.unseat(person.number, from: list.text, at: moment, confirmed: false)
    }
}
