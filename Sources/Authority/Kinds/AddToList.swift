import Ledger

/// SP-3.4.2d: nobody comes onto an access list without a carried motion; the leader who manages it asks for it.
package struct AddToList: AuthorityAct {
    package let list: GroupCode<OfList>, person: ID<Person>

    package static let kind = "authority/list.add", title = "Add to an access list"
    package static let clauses = ["SP-3.4.2d", "SP-9.1.5a", "SM-2.4", "SP-3.4.2b", "SP-7.1", "SP-9.1.3"]
    package static let fields = Fields(
        { Self(list: $0, person: $1) }, Field("list", \Self.list, "Which list"),
        Field("person", \Self.person, "Who gets access", .subject))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeatable(person.number, in: list.text, clause: "SP-3.4.2d")
        let eligible = authority.policy?.groups[list.text]?.eligible ?? []
        let sits = eligible.contains { authority.membership(of: person.number, in: $0, at: moment.recorded) != nil }
        guard sits else {
            throw Refusal(
                "SP-3.4.2a", "\(person.text) is in none of the teams that “\(list.text)” is for.",
                who: eligible.joined(separator: " or "), field: "person")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.seat(person.number, in: list.text, at: moment)
    }
}
