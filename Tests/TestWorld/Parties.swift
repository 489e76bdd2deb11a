import Ledger
import Rules

extension JSON {
    /// The parties of a record: people with a role each.
    package static func parties(_ roles: [Int: String]) -> JSON {
        Parties(roles.map { Parties.Party(person: $0.key, role: $0.value) }).json
    }

    /// One who looked on.
    package static func observer(_ person: Int) -> JSON { parties([person: "observer"]) }
}
