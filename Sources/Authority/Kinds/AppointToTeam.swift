import Ledger

/// SP-9.1.3: a new team member needs the leader's recommendation and the Board's motion. Both are the policy's requirement of
/// this kind. `carryOut` in TakingEffect.swift asks for both: the motion brings the act into effect, once the recommendation
/// is there.
package struct AppointToTeam: AuthorityAct {
    package let person: ID<Person>, team: GroupCode<OfTeam>

    package static let kind = "authority/team.appoint", title = "Appoint to a team"
    package static let clauses = ["SP-9.1.3", "SP-9.1.5a", "SP-9.1.2b", "SP-3.4.2b", "SP-7.1", "SP-1.2a"]
    package static let fields = Fields(
        { Self(person: $0, team: $1) }, Field("person", \Self.person, "Who joins", .subject),
        Field("team", \Self.team, "Which team"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeatable(person.number, in: team.text, clause: "SP-9.1.3")
        try authority.requireOneTeam(person.number, besides: team.text, at: moment)
        try authority.requirePapers(person.number, for: team.text, kind: Self.kind, at: moment)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.seat(person.number, in: team.text, at: moment)
        authority.remember(recommendersOf: person, at: moment)
    }

    /// P-21: no key witness of a person is ever the one who recommends them.
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        authority.barsRecommending(person, of: self.person)
    }
}
