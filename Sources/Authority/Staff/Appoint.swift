import Ledger

/// SP-9.1.3, SP-9.1.5a: a new member of a team, with each access named, by one motion of the Board: the leader's recommendation, the
/// person's agreement and a background check that is good stand in the ledger before, in any order.
package struct Appoint: AuthorityAct {
    package let lists: Ascending<ListCode>, person: ID<Person>, team: GroupCode<OfTeam>

    package static let kind = "authority/appoint", title = "Appoint a person, with their access"
    package static let clauses = [
        "SP-9.1.3", "SP-9.1.5a", "SP-9.1.2b", "SP-3.4.2b", "SP-3.4.2d", "SP-1.3", "SP-9.1.4c",
    ]
    package static let fields = Fields(
        { Self(lists: $0, person: $1, team: $2) },
        Field("lists", \Self.lists, "Access lists"), Field("person", \Self.person, "Who is appointed", .subject),
        Field("team", \Self.team, "Which team"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try authority.requireSeatable(person.number, in: team.text, clause: "SP-9.1.3")
        try authority.requireOneTeam(person.number, besides: team.text, at: moment)
        for list in lists.values { try require(list.text, authority) }
        try authority.requirePapers(person.number, for: team.text, kind: Self.kind, at: moment)
    }

    /// SP-9.1.5a: each access is named, and each is one that the team may have.
    private func require(_ list: String, _ authority: Authority) throws(Refusal) {
        guard let group = authority.policy?.groups[list], group.sort == .list else {
            throw Refusal("P-35", "The policy has no list “\(list)”.", field: "lists", sort: .notFound)
        }
        guard group.eligible.contains(team.text) else {
            throw Refusal(
                "SP-3.4.2a", "“\(list)” is not for the team “\(team.text)”.",
                who: group.eligible.joined(separator: " or "), field: "lists")
        }
        try authority.requireSeatable(person.number, in: list, clause: "SP-3.4.2d")
        let all = [team.text] + lists.values.map(\.text)
        guard let other = all.first(where: { authority.policy?.excludes(list, $0) == true }) else { return }
        throw Refusal("SP-3.4.2b", "Nobody can be in both “\(other)” and “\(list)”.", field: "lists")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.seat(person.number, in: team.text, at: moment)
        for list in lists.values { authority.seat(person.number, in: list.text, at: moment) }
        authority.remember(recommendersOf: person, at: moment)
    }

    /// P-21: no key witness of a person is ever the one who recommends them; nor is whoever checked them (P-30).
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        if let refusal = authority.barsRecommending(person, of: self.person) { return refusal }
        guard authority.staff.checks(of: self.person.number).contains(where: { $0.by.contains(person) }) else {
            return nil
        }
        return Refusal("SP-9.1.4a", "p\(person) checked \(self.person.text) and cannot also recommend them.")
    }
}

extension Authority {
    /// P-21: who recommended somebody witnesses no key of theirs from then on.
    mutating func remember(recommendersOf person: ID<Person>, at moment: Moment) {
        people[person.index].recommenders = Set(people[person.index].recommenders + moment.signed).sorted()
    }

    func barsRecommending(_ person: Int, of named: ID<Person>) -> Refusal? {
        let keys = self.person(named.number)?.keys ?? []
        guard keys.contains(where: { self.keys[$0].witnesses.contains(person) && self.keys[$0].born > 0 })
        else { return nil }
        return Refusal("P-21", "p\(person) was a key witness of \(named.text) and cannot also recommend them.")
    }
}

/// The code of an access list, in a set of them.
package struct ListCode: FieldValue, Comparable {
    package let text: String
    package static let type = FieldType(
        ListCode.self, "list", takes: "the code of a list",
        mentions: { json in json.text.map { [.group($0)] } ?? [] })
    package init(_ json: JSON) throws(Misfit) { text = try GroupCode<OfList>(json).text }
    package var json: JSON { .string(text) }
    package static func < (one: Self, other: Self) -> Bool { one.text < other.text }
}
