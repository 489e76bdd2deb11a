import Ledger

extension JSON {
    /// An object with its members in canonical order; members that are nil are left out, so that a later
    /// field changes no old line (P-62).
    package static func line(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(
            members.compactMap { key, value in value.map { Member(key, $0) } }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    /// An object of these members, put into canonical order.
    package static func sorted(_ members: [Member]) -> JSON {
        .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    package static func texts(_ list: [String]) -> JSON { .array(list.map { .string($0) }) }
    package static func numbers(_ list: [Int]) -> JSON { .array(list.map { .integer($0) }) }
    /// A person as id.
    package static func person(_ number: Int) -> JSON { .string("p\(number)") }
}
