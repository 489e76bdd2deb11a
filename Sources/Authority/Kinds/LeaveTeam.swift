import Ledger

/// SP-9.1.7a: a member leaves, or the leader ends the membership. Lists that are drawn from the team end with it, at once
/// (`Authority.membership`).
package struct LeaveTeam: AuthorityAct {
    package let person: ID<Person>, team: GroupCode<OfTeam>

    package static let kind = "authority/team.leave", title = "Leave a team"
    package static let clauses = ["SP-9.1.7a"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(person: $0, team: $1) }, Field("person", \Self.person, "Who leaves", .subject),
        Field("team", \Self.team, "Which team"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeated(person.number, in: team.text, clause: "SP-9.1.7a")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.unseat(person.number, from: team.text, at: moment, confirmed: false)
    }
}
