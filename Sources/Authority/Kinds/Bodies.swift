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

/// A member leaves a body or an office.
package struct LeaveBody: AuthorityAct {
    package let body: GroupCode<OfAny>, person: ID<Person>

    package static let kind = "authority/body.leave", title = "Leave a body or an office"
    package static let clauses = ["SP-9.1.7a"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(body: $0, person: $1) }, Field("body", \Self.body, "Which body or office"),
        Field("person", \Self.person, "Who leaves", .subject))

    package func seatsEnded(in authority: Authority) -> [String] { [body.text] }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let sort = authority.policy?.groups[body.text]?.sort, sort == .body || sort == .office else {
            throw Refusal("SP-9.1.7a", "“\(body.text)” is neither a body nor an office.", field: "body")
        }
        try authority.requireSeated(person.number, in: body.text, clause: "SP-9.1.7a")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.unseat(person.number, from: body.text, at: moment, confirmed: false)
    }
}

/// SP-9.1.7a, P-57: the Board ends any seat by motion, or confirms one that is suspended.
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
        authority.unseat(person.number, from: group.text, at: moment, confirmed: true)
    }
}
