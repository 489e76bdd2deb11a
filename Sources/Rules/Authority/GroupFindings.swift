import Ledger

extension AuthorityRules {
    static let groupBelowMinimum = FindingRule(
        "group-below-minimum", ["SP-9.1.2a", "SM-3.1", "SP-1.2c"], .fault, title: "Groups with too few people",
        word: "too few",
        answer: "Those who fill the group appoint somebody, or end a stop."
    ) { seen in
        seen.groups.compactMap { group, roster, present in
            guard present < group.minimum, !(group.sort == .list && roster.seats.isEmpty) else { return nil }
            return Cause(
                about: .group(group.code), place: seen.authority.lastLoss(in: group, at: seen.now),
                says: "\(group.title): \(present) can act, and at least \(group.minimum) must be able to.",
                clauses: group.clauses.first.map { [$0] })
        }
    }

    static let spare = FindingRule(
        "spare", ["SP-1.2c"], .due, title: "Groups with nobody to spare", word: "nobody to spare",
        answer: "Those who fill the group appoint one more person."
    ) { seen in
        seen.groups.compactMap { group, roster, present in
            guard present >= group.minimum || group.sort == .list && roster.seats.isEmpty, !roster.seats.isEmpty,
                let spare = seen.authority.spare(of: group.code, at: seen.now), spare <= 0
            else { return nil }
            return Cause(
                about: .group(group.code), place: seen.authority.lastLoss(in: group, at: seen.now),
                says: "\(group.title): if one more person is missing, some acts can no longer be signed.")
        }
    }
}

extension Seen {
    /// Every group of the policy with how many of it can act.
    var groups: [(group: Group, roster: Roster, present: Int)] {
        authority.rosters.compactMap { roster in
            guard let group = authority.policy?.groups[roster.group] else { return nil }
            return (
                group, roster,
                roster.seats.count { authority.membership(of: $0.person, in: roster.group, at: now) != nil }
            )
        }
    }
}

extension Authority {
    /// The entry that last took somebody from a group: ended or suspended a seat, stopped its person, or, for a term
    /// that is over, gave the seat. Where nobody was ever taken, the one that brought the policy into force.
    func lastLoss(in group: Group, at now: Time) -> Int {
        let groups = [group.code] + (group.sort == .list ? group.eligible : [])
        let seats = groups.compactMap { roster($0) }.flatMap(\.seats)
        let losses =
            seats.compactMap(\.suspended)
            + seats.compactMap { person($0.person)?.stopped.map { stops[$0].born } }
            + seats.filter { $0.until.map { $0 <= now } ?? false }.map(\.since)
            + groups.compactMap { code in former.last(where: { $0.group == code })?.ended }
        return losses.max() ?? max(0, manual.place)
    }

    /// How many of a group may vanish before some slot that only it fills cannot be met; nil where no
    /// requirement rests on the group alone.
    package func spare(of group: String, at now: Time) -> Int? {
        guard let policy else { return nil }
        let present = (roster(group)?.seats ?? []).filter { membership(of: $0.person, in: group, at: now) != nil }.count
        var needed: Int?
        for kind in policy.kinds.keys.sorted() {
            guard let requirement = policy.kinds[kind] else { continue }
            let ways = requirement.ways.filter { !$0.restsOnRuling }.map { way in
                way.slots.filter { $0.pool == [.group(group)] }.map(\.count).reduce(0, +)
            }
            if let least = ways.min(), least > 0 { needed = max(needed ?? 0, least) }
            if let motion = requirement.motion, motion.body == group {
                needed = max(needed ?? 0, motion.floor, seated(in: group, at: now).count / 2 + 1)
            }
        }
        return needed.map { present - $0 }
    }
}
