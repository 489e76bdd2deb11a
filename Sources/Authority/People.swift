import Ledger

/// A person: a number, for ever. Names and contacts lie in the vault (P-6).
package struct Person: Item, Equatable {
    package static let prefix = "p", noun = "person"
    package let number: Int
    package let born: Int
    /// The place since which nothing broke the person's standing: a stop, even lifted, sets it again (P-32).
    package var since: Int
    /// The stop that holds the person, by its place in the register of stops.
    package var stopped: Int?
    /// The stop that holds the person's page signatures and sessions only.
    package var pageStopped: Int?
    /// The place since which nothing broke the person's page signatures; nil: never broken.
    package var sincePage: Int?
    /// The person's keys, by their place in the key register.
    package var keys: [Int]
    /// Who recommended the person for a team, ascending: they witness no key of theirs (P-21).
    package var recommenders: [Int] = []

    package var line: JSON {
        .line([
            "born": .integer(born), "keys": .numbers(keys), "page-stopped": pageStopped.map { .integer($0) },
            "recommenders": recommenders.isEmpty ? nil : .numbers(recommenders), "since": .integer(since),
            "since-page": sincePage.map { .integer($0) }, "stopped": stopped.map { .integer($0) },
        ])
    }
}

/// A key that belongs to one person for ever (P-21).
package struct EnrolledKey: Equatable, Sendable {
    package let key: PublicKey
    package let fingerprint: Digest
    package let person: Int
    package let born: Int
    /// Set again when a stop of the key ends.
    package var since: Int
    /// The two who heard its fingerprint in words; for a founder's key, the founders who named it.
    package var witnesses: [Int]
    package var revoked: Int?
    package var stopped: Int?
    /// The stop that holds its page signatures and sessions only.
    package var pageStopped: Int?
    package var sincePage: Int?
    /// It replaced all keys of its person at this place, and counts on nothing proposed before (P-21).
    package var replacedAt: Int?

    /// Neither revoked nor stopped.
    package var isAtWork: Bool { revoked == nil && stopped == nil }

    /// Whether a browser signs with it.
    package var isPasskey: Bool { key.isPasskey }

    package var line: JSON {
        .line([
            "born": .integer(born), "key": .string(key.openSSH), "page-stopped": pageStopped.map { .integer($0) },
            "person": .integer(person), "replaced": replacedAt.map { .integer($0) },
            "revoked": revoked.map { .integer($0) }, "since": .integer(since),
            "since-page": sincePage.map { .integer($0) }, "stopped": stopped.map { .integer($0) },
            "witnesses": .numbers(witnesses),
        ])
    }
}

/// A person's place in a body, office, team or list.
package struct Seat: Equatable, Sendable {
    package let person: Int
    package let since: Int
    package let taken: Time
    /// When it ends by itself: the term that the policy gave when the seat was taken. A later policy binds from the
    /// next seating only (P-53), so nobody lengthens their own term.
    package let until: Time?
    /// Narrowing that would leave fewer than two suspends the seat until a motion confirms it (P-57).
    package var suspended: Int?
    /// The place since which this member leads the team.
    package var leads: Int?

    package var line: JSON {
        .line([
            "leads": leads.map { .integer($0) }, "person": .integer(person), "since": .integer(since),
            "suspended": suspended.map { .integer($0) }, "taken": .string(taken.text),
            "until": until.map { .string($0.text) },
        ])
    }
}

/// Who sits in a group, in the order of taking seats.
package struct Roster: Equatable, Sendable {
    package let group: String
    package var seats: [Seat] = []

    package var line: JSON { .line(["group": .string(group), "seats": .array(seats.map(\.line))]) }
}
