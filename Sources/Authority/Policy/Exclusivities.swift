/// Pairs of groups that no person may be in together, expanded and the same in both directions.
package struct Exclusivities: Sendable, Equatable {
    /// Every pair, in both directions, by code.
    private let others: [String: Set<String>]

    /// Takes pairs of codes; the order inside a pair does not matter.
    package init(_ pairs: [(String, String)]) {
        var others: [String: Set<String>] = [:]
        for (a, b) in pairs {
            others[a, default: []].insert(b)
            others[b, default: []].insert(a)
        }
        self.others = others
    }

    /// Whether one person may not be in both groups.
    package func excludes(_ a: String, _ b: String) -> Bool { others[a]?.contains(b) ?? false }

    /// Codes of all groups that exclude this one, ascending.
    package func with(_ code: String) -> [String] { (others[code] ?? []).sorted() }
}
