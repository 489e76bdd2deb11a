import Ledger

/// A register of the core, to which a part of a clause can be bound: groups and their seats, keys, motions, people,
/// questions, stops. Chapters declare all others (`Register`).
package struct AuthorityRegister: Sendable {
    package let name: String
    /// How much stands in it; 0 means that nobody has used it yet.
    package let count: @Sendable (World) -> Int

    package static let all = [
        Self(name: "groups") { $0.authority.rosters.count { !$0.seats.isEmpty } },
        Self(name: "keys") { $0.authority.keys.count },
        Self(name: "motions") { $0.authority.motions.count },
        Self(name: "people") { $0.authority.people.count },
        Self(name: "questions") { $0.remarks.questions.count },
        Self(name: "stops") { $0.authority.stops.count },
    ]

    package static func named(_ name: String) -> AuthorityRegister? { all.first { $0.name == name } }
}
