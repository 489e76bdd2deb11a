import Authority
import Ledger

/// SP-9.1.2a, SP-1.2c: who could decide what on a day: for each kind of act, whether its slots can be filled by different people who are
/// in office and not away, and without whom they cannot.
package struct RosterLine: Sendable {
    package let kind: Kind
    /// The group that its field names, where its pools are worked out from one.
    package let group: String?
    /// Day by day.
    package let days: [RosterDay]

    /// Nobody could, on some day.
    package var isShort: Bool { days.contains { $0.needed == nil } }
    /// One person more who is away, and nobody could.
    package var isThin: Bool { days.contains { $0.needed?.isEmpty == false } }

    package var json: JSON {
        .line([
            "days": .array(
                days.map { day in
                    .line([
                        "can": .bool(day.needed != nil), "day": day.day.json,
                        "needed": day.needed.flatMap { $0.isEmpty ? nil : .array($0.map { .person($0) }) },
                    ])
                }), "group": group.map { .string($0) }, "kind": .string(kind.name), "title": .string(kind.title),
        ])
    }
}

package struct RosterDay: Sendable, Equatable {
    package let day: CalendarDay
    /// Those without whom nobody could; nil: nobody can.
    package let needed: [Int]?
}

extension State {
    /// Every kind of act of the policy, for so many days from now on. Of acts that concern a person it says who could sign for somebody
    /// who is none of them; stops are left out, because they have pools of their own (P-55).
    package func roster(days: Int, at now: Time) -> [RosterLine] {
        guard let policy = authority.policy else { return [] }
        let list = (0..<days).map { CalendarDay(of: now).later(by: $0) }
        let away = list.map { world.away(on: $0) }
        return policy.kinds.keys.sorted().compactMap { Kind.named($0) }.filter { !$0.isRecord }.flatMap { kind in
            authority.instances(of: kind).compactMap { groups -> RosterLine? in
                guard let requirement = policy.kinds[kind.name],
                    let ways = authority.ways(of: requirement, groups: groups, at: now)
                else { return nil }
                let line = zip(list, away).map { day, away in
                    RosterDay(day: day, needed: authority.needed(ways, requirement, without: away, at: now))
                }
                return RosterLine(kind: kind, group: groups.values.first, days: line)
            }
        }
    }
}

extension Authority {
    /// The groups that a kind's fields can name: one instance for each, or one without any.
    fileprivate func instances(of kind: Kind) -> [[String: String]] {
        let fields = kind.notes.compactMap { note -> (String, Group.Sort?)? in
            guard case .group(let sort) = note.type.control else { return nil }
            return (note.name, sort)
        }
        guard let (field, sort) = fields.first, let policy else { return [[:]] }
        let codes = policy.codes.filter { sort == nil || policy.groups[$0]?.sort == sort }
        return codes.map { [field: $0] }
    }

    /// Who could fill the slots of each way; nil for a kind whose pools follow from something else than office and group.
    fileprivate func ways(of requirement: Requirement, groups: [String: String], at now: Time) -> [Filling]? {
        let special: [Pool] = [.leadersOfNamed, .peersOfNamed, .restorers]
        let all = requirement.ways.flatMap(\.slots).flatMap(\.pool) + requirement.propose
        guard !all.contains(where: special.contains) else { return nil }
        let subject = Subject(proposer: 0, named: [], groups: groups, place: nil)
        func people(_ pool: [Pool]) -> [Int] {
            self.people.map(\.number).filter { standing(of: $0, in: pool, for: subject, at: now) != nil }
        }
        return requirement.ways.filter { !$0.restsOnRuling }.map { way in
            // The holder of a new key and whom the act names sign for themselves: they are always there.
            var places = way.slots.filter { $0.pool != [.holder] && !$0.pool.contains(.named) }.map {
                Filling.Place(count: $0.count, people: people($0.pool))
            }
            if requirement.excludesProposer, !requirement.propose.contains(.named) {
                places.append(Filling.Place(count: 1, people: people(requirement.propose)))
            }
            return Filling(places)
        }
    }

    /// Without whom no way is open; nil: none is open at all.
    fileprivate func needed(
        _ ways: [Filling], _ requirement: Requirement, without away: Set<Int>, at now: Time
    ) -> [Int]? {
        let open = ways.compactMap { $0.needed(without: away) }
        guard let first = open.first else { return nil }
        // Whom every open way needs, nobody can do without.
        let slots = open.dropFirst().reduce(Set(first)) { $0.intersection($1) }
        guard let motion = requirement.motion else { return slots.sorted() }
        let present = (roster(motion.body)?.seats ?? []).map(\.person).filter {
            membership(of: $0, in: motion.body, at: now) != nil && !away.contains($0)
        }
        let asked = max(2, motion.floor, seated(in: motion.body, at: now).count / 2 + 1)
        guard present.count >= asked else { return nil }
        return slots.union(present.count == asked ? present : []).sorted()
    }
}
