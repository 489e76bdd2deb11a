import Ledger

/// SP-9.1.7a: a member leaves a body or an office.
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
