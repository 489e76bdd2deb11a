import Ledger

/// SP-9.1.2c: one individual per team is leader, by motion of the Board.
package struct AppointLeader: AuthorityAct {
    package let person: ID<Person>, team: GroupCode<OfTeam>

    package static let kind = "authority/team.lead", title = "Appoint a team leader"
    package static let clauses = ["SP-9.1.2c"]
    package static let fields = Fields(
        { Self(person: $0, team: $1) }, Field("person", \Self.person, "Who leads", .subject),
        Field("team", \Self.team, "Which team"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        if authority.roster(team.text)?.seats.contains(where: { $0.person == person.number }) == true { return }
        // The first leader is seated by the same motion; later ones come from the team (P-54).
        guard authority.stands(underOpening: Self.kind, at: moment.recorded) else {
            throw Refusal(
                "SP-9.1.2c", "\(person.text) is not in the team.", who: "whoever appoints to the team, first",
                field: "person")
        }
        try authority.requireSeatable(person.number, in: team.text, clause: "SP-9.1.2c")
        try authority.requireOneTeam(person.number, besides: team.text, at: moment)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        guard let index = authority.rosters.firstIndex(where: { $0.group == team.text }) else { return }
        for seat in authority.rosters[index].seats.indices { authority.rosters[index].seats[seat].leads = nil }
        if let seat = authority.rosters[index].seats.firstIndex(where: { $0.person == person.number }) {
            authority.rosters[index].seats[seat].leads = moment.place
        } else {
            authority.seat(person.number, in: team.text, at: moment, leads: true)
        }
    }
}
