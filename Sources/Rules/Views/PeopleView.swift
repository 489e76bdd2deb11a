import Ledger

/// A person as public registers show them: ids, seats and keys. The name is in the vault (P-6).
package struct PersonView: Sendable {
    package struct Seat: Sendable {
        package let group: String
        package let title: String
        package let leads: Bool
        package let suspended: Bool
        package let standing: Bool
    }
    package let person: Person
    package let seats: [Seat]
    package let keys: [EnrolledKey]
    package let former: [FormerSeat]
    package let stopped: Bool

    package var id: String { "p\(person.number)" }

    package var json: JSON {
        .line([
            "born": .integer(person.born), "id": .string(id),
            "keys": .array(
                keys.map {
                    .line([
                        "fingerprint": .string($0.fingerprint.hex),
                        "page-stopped": $0.pageStopped == nil ? nil : .bool(true),
                        "revoked": $0.revoked.map { .integer($0) },
                        "since": .integer($0.since), "stopped": $0.stopped == nil ? nil : .bool(true),
                        "type": .string($0.key.type), "witnesses": .array($0.witnesses.map { .person($0) }),
                        "words": .string(Words.words12($0.fingerprint).joined(separator: " ")),
                    ])
                }),
            "seats": .array(
                seats.map {
                    .line([
                        "group": .string($0.group), "leads": $0.leads ? .bool(true) : nil,
                        "standing": .bool($0.standing),
                        "suspended": $0.suspended ? .bool(true) : nil, "title": .string($0.title),
                    ])
                }), "page-stopped": person.pageStopped == nil ? nil : .bool(true),
            "stopped": stopped ? .bool(true) : nil,
        ])
    }
}

/// A group of the policy with whoever sits in it.
package struct GroupView: Sendable {
    package let group: Group
    package let seats: [Seat]
    package let present: [Int]
    package let spare: Int?

    package var json: JSON {
        .line([
            "code": .string(group.code), "members": .array(seats.map { .person($0.person) }),
            "minimum": .integer(group.minimum),
            "leader": seats.first { $0.leads != nil }.map { .person($0.person) },
            "present": .array(present.map { .person($0) }),
            "sort": .string(group.sort.rawValue), "spare": spare.map { $0 >= 0 ? .integer($0) : .string("\($0)") },
            "title": .string(group.title),
        ])
    }
}

extension Authority {
    package func personView(_ number: Int, at now: Time) -> PersonView? {
        guard let person = person(number) else { return nil }
        let seats = rosters.compactMap { roster -> PersonView.Seat? in
            guard let seat = roster.seats.first(where: { $0.person == number }) else { return nil }
            return PersonView.Seat(
                group: roster.group, title: policy?.groups[roster.group]?.title ?? roster.group,
                leads: seat.leads != nil,
                suspended: seat.suspended != nil, standing: membership(of: number, in: roster.group, at: now) != nil)
        }
        return PersonView(
            person: person, seats: seats, keys: person.keys.map { keys[$0] },
            former: former.filter { $0.seat.person == number }, stopped: person.stopped != nil)
    }

    package func peopleViews(at now: Time) -> [PersonView] {
        people.compactMap { personView($0.number, at: now) }
    }

    package func groupView(_ code: String, at now: Time) -> GroupView? {
        guard let group = policy?.groups[code], let roster = roster(code) else { return nil }
        return GroupView(
            group: group, seats: roster.seats,
            present: roster.seats.map(\.person).filter { membership(of: $0, in: code, at: now) != nil }.sorted(),
            spare: spare(of: code, at: now))
    }

    /// Every group of the policy, in the order of codes.
    package func groupViews(at now: Time) -> [GroupView] {
        (policy?.codes ?? []).compactMap { groupView($0, at: now) }
    }
}
