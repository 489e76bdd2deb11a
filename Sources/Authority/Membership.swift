import Ledger

/// Who sits where now. Whatever ends a seat, a stop, or the membership of a team ends what rests on it at once: pools, votes,
/// lists and pages ask here, each time (SP-9.1.7a).
extension Authority {
    /// The place since which a person has sat in a group without a break; nil if not now.
    package func membership(of person: Int, in group: String, at now: Time) -> Int? {
        guard let standing = self.person(person), standing.stopped == nil,
            let seat = roster(group)?.seats.first(where: { $0.person == person }), seat.suspended == nil
        else { return nil }
        guard let known = policy?.groups[group] else { return nil }
        if let until = seat.until, now >= until { return nil }
        if hasLapsed(seat, in: known, at: now) { return nil }
        let since = max(seat.since, standing.since)
        guard known.sort == .list else { return since }
        // SP-9.1.7a: access follows the team. Who leaves it is on its lists no longer, without anybody clearing them.
        let team = known.eligible.compactMap { membership(of: person, in: $0, at: now) }.min()
        return team.map { max($0, since) }
    }

    /// The place since which a person has led a team without a break.
    package func leadership(of person: Int, over group: String, at now: Time) -> Int? {
        guard let member = membership(of: person, in: group, at: now),
            let leads = roster(group)?.seats.first(where: { $0.person == person })?.leads
        else { return nil }
        return max(member, leads)
    }

    /// The place since which a person has been in some body, office or team.
    package func inOffice(_ person: Int, at now: Time) -> Int? {
        guard let policy else { return nil }
        return policy.codes.lazy
            .filter { policy.groups[$0]?.sort != .list && $0 != policy.audits }
            .compactMap { membership(of: person, in: $0, at: now) }.min()
    }

    /// The teams that a person leads now.
    package func led(by person: Int, at now: Time) -> [String] {
        rosters.map(\.group).filter { leadership(of: person, over: $0, at: now) != nil }
    }

    /// The groups in which a person sits, stopped or not.
    package func groups(of person: Int) -> [String] {
        rosters.filter { roster in roster.seats.contains { $0.person == person } }.map(\.group)
    }
}
