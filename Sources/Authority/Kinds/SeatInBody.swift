import Ledger

/// Seats a person in a body or an office, by motion.
package struct SeatInBody: AuthorityAct {
    package let body: GroupCode<OfAny>, person: ID<Person>

    package static let kind = "authority/body.seat", title = "Seat in a body or an office"
    package static let clauses = ["SP-9.3.1", "SP-9.1.5a", "SP-3.4.2b"]
    package static let fields = Fields(
        { Self(body: $0, person: $1) }, Field("body", \Self.body, "Which body or office"),
        Field("person", \Self.person, "Who takes the seat", .subject))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let sort = authority.policy?.groups[body.text]?.sort, sort == .body || sort == .office else {
            throw Refusal("SP-9.3.1", "“\(body.text)” is neither a body nor an office.", field: "body")
        }
        try authority.requireSeatable(person.number, in: body.text, clause: "SP-9.3.1")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.seat(person.number, in: body.text, at: moment)
    }
}
