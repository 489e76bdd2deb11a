import Ledger

/// What a stop took away, as the act that would give it again: ending the stop early needs all that this needs (P-56).
package struct Restored: Sendable {
    let kind: String
    /// The groups that it would name, by field.
    package var groups: [String: String] = [:]
    /// With its own bars and demands; nil for an act on things, of which authority reads no body (P-35).
    var act: (any Act<Authority>)?
}

extension Authority {
    /// What would give again what is stopped: an act itself, a key's enrolment, for a person each seat. Lists follow
    /// their teams, as everywhere.
    package func restored(_ target: StopTarget) -> [Restored] {
        switch target {
        case .act(let place):
            if let act = acts[place: place] {
                return [Restored(kind: act.kind.name, groups: act.groups, act: act.act)]
            }
            return thingAct(place).map { [Restored(kind: $0.kind)] } ?? []
        case .key(let fingerprint):
            guard let (_, enrolled) = key(fingerprint) else { return [] }
            return [
                Restored(kind: EnrolKey.kind, act: EnrolKey(key: enrolled.key, person: ID(enrolled.person)))
            ]
        case .person(let number):
            return groups(of: number).compactMap { seat(of: number, in: $0) }
        }
    }

    private func seat(of person: Int, in code: String) -> Restored? {
        guard let sort = policy?.groups[code]?.sort, sort != .list else { return nil }
        do {
            guard sort == .team else {
                let act = SeatInBody(body: try GroupCode(.string(code)), person: ID(person))
                return Restored(kind: SeatInBody.kind, groups: ["body": code], act: act)
            }
            // Who leads a team was made its leader by the body; no leader recommends themselves.
            let leads = roster(code)?.seats.contains { $0.person == person && $0.leads != nil } ?? false
            let team = try GroupCode<OfTeam>(.string(code))
            return leads
                ? Restored(
                    kind: AppointLeader.kind, groups: ["team": code],
                    act: AppointLeader(person: ID(person), team: team))
                : Restored(
                    kind: AppointToTeam.kind, groups: ["team": code],
                    act: AppointToTeam(person: ID(person), team: team))
        } catch { return nil }
    }

    /// All that these need, as one requirement. nil, so that nothing ends early, where nothing gives it again, where the
    /// policy is silent about one, and where two cannot be met as one: motions of two bodies, seats in two groups
    /// of one field, slots of one name with other pools.
    package func requirement(toRestore restored: [Restored]) -> Requirement? {
        var groups: [String: String] = [:]
        var all: Requirement?
        for one in restored {
            for (field, code) in one.groups {
                guard groups[field] == nil || groups[field] == code else { return nil }
                groups[field] = code
            }
            guard let asked = policy?.kinds[one.kind] else { return nil }
            guard let former = all else {
                all = asked
                continue
            }
            guard let both = former.and(asked) else { return nil }
            all = both
        }
        return all
    }
}

extension Requirement {
    /// Two rules at once: the larger count per slot, the union of exclusions (P-30).
    fileprivate func and(_ other: Requirement) -> Requirement? {
        let floors = [motion, other.motion].compactMap { $0 }
        guard Set(floors.map(\.body)).count < 2 else { return nil }
        var both: [Way] = []
        for one in ways {
            for two in other.ways {
                guard let way = one.and(two) else { return nil }
                if !both.contains(way) { both.append(way) }
            }
        }
        return Requirement(
            compiled: compiled + other.compiled, clauses: clauses + other.clauses.filter { !clauses.contains($0) },
            expires: min(expires, other.expires), propose: propose + other.propose.filter { !propose.contains($0) },
            ways: both, excludesProposer: excludesProposer || other.excludesProposer,
            excludesNamed: excludesNamed || other.excludesNamed, deviceBound: deviceBound || other.deviceBound,
            motion: floors.max { $0.floor < $1.floor }.map {
                MotionRule(body: $0.body, floor: $0.floor, activeAbstain: floors.contains(where: \.activeAbstain))
            })
    }
}

extension Way {
    fileprivate func and(_ other: Way) -> Way? {
        var slots = slots
        for slot in other.slots {
            guard let index = slots.firstIndex(where: { $0.name == slot.name }) else {
                slots.append(slot)
                continue
            }
            guard Set(slots[index].pool) == Set(slot.pool) else { return nil }
            slots[index] = Slot(name: slot.name, count: max(slot.count, slots[index].count), pool: slot.pool)
        }
        return Way(slots: slots, restsOnRuling: restsOnRuling || other.restsOnRuling)
    }
}
