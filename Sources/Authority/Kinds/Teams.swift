import Ledger

/// SP-9.1.3: a new team member needs the leader's recommendation and the Board's motion.
package struct AppointToTeam: AuthorityAct {
    package let person: ID<Person>, team: GroupCode<OfTeam>

    package static let kind = "authority/team.appoint", title = "Appoint to a team"
    package static let clauses = ["SP-9.1.3", "SP-9.1.5a", "SP-9.1.2b", "SP-3.4.2b", "SP-7.1", "SP-1.2a"]
    package static let fields = Fields(
        { Self(person: $0, team: $1) }, Field("person", \Self.person, "Who joins", .subject),
        Field("team", \Self.team, "Which team"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeatable(person.number, in: team.text, clause: "SP-9.1.3")
        try authority.requireOneTeam(person.number, besides: team.text)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.seat(person.number, in: team.text, at: moment)
        let known = authority.people[person.index].recommenders
        authority.people[person.index].recommenders = Set(known + moment.signed).sorted()
    }

    /// P-21: no key witness of a person is ever the one who recommends them.
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let keys = authority.person(self.person.number)?.keys ?? []
        guard keys.contains(where: { authority.keys[$0].witnesses.contains(person) && authority.keys[$0].born > 0 })
        else { return nil }
        return Refusal("P-21", "p\(person) was a key witness of \(self.person.text) and cannot also recommend them.")
    }
}

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
        try authority.requireOneTeam(person.number, besides: team.text)
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

/// SP-9.1.7a: a member leaves, or the leader ends the membership; access ends at once everywhere.
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

extension Authority {
    /// SP-9.1.2b: nobody is active in more than one team.
    func requireOneTeam(_ person: Int, besides team: String) throws(Refusal) {
        let others = groups(of: person).filter { $0 != team && policy?.groups[$0]?.sort == .team }
        guard let other = others.first else { return }
        throw Refusal(
            "SP-9.1.2b", "p\(person) is in the team “\(other)”.", who: "p\(person), by leaving that team first",
            field: "person")
    }
}
