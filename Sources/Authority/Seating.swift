import Ledger

extension Authority {
    /// What every seating asks: the person is known and not stopped, has no such seat yet, holds nothing
    /// exclusive, and the group has room.
    func requireSeatable(_ person: Int, in group: String, clause: String) throws(Refusal) {
        guard let known = self.person(person), known.stopped == nil else {
            throw Refusal("P-55", "p\(person) is stopped.", who: "two people who may end the stop", field: "person")
        }
        let seats = roster(group)?.seats ?? []
        guard !seats.contains(where: { $0.person == person && $0.suspended == nil }) else {
            throw Refusal(clause, "p\(person) already has a seat in “\(group)”.", field: "person")
        }
        if let other = exclusion(of: person, from: group) {
            throw Refusal(
                "SP-3.4.2b", "p\(person) is in “\(other)”. Nobody can be in both “\(other)” and “\(group)”.",
                who: "p\(person), by leaving “\(other)” first",
                field: "person")
        }
        if let limit = policy?.groups[group]?.seats, seats.count(where: { $0.person != person }) >= limit {
            throw Refusal(clause, "All \(limit) seats of “\(group)” are taken.", field: "person")
        }
    }

    /// Gives a person a seat; a suspended one is replaced, so that its standing begins again.
    mutating func seat(_ person: Int, in group: String, at moment: Moment, leads: Bool = false) {
        guard let index = rosters.firstIndex(where: { $0.group == group }) else { return }
        rosters[index].seats.removeAll { $0.person == person }
        rosters[index].seats.append(
            Seat(
                person: person, since: moment.place, taken: moment.recorded,
                until: policy?.groups[group]?.term.map { moment.recorded.adding($0) },
                leads: leads ? moment.place : nil))
    }

    /// The teams in which both sit: two key witnesses may not share one (P-21).
    func sharedTeam(_ one: Int, _ other: Int) -> String? {
        let teams = Set(groups(of: one)).intersection(groups(of: other))
        return teams.sorted().first { policy?.groups[$0]?.sort == .team }
    }

    /// Puts a key into the register.
    mutating func enrol(_ key: PublicKey, of person: Int, witnesses: [Int], at place: Int) {
        let index = keys.count
        keys.append(
            EnrolledKey(
                key: key, fingerprint: key.fingerprint, person: person, born: place, since: place,
                witnesses: witnesses))
        keyIndex[key.fingerprint] = index
        people[person - 1].keys.append(index)
    }
}
