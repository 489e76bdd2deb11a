import Rules

/// What a record will be in breach of as things stand, for whoever is about to sign it.
enum BreachesShown {
    static func lines(_ breaches: [Breach]) -> [String] {
        guard !breaches.isEmpty else { return [] }
        let clauses = breaches.map(\.clause)
        let named = clauses.enumerated().filter { clauses.firstIndex(of: $1) == $0 }.map(\.element)
        return Layout.field(
            "BREACH", "As things stand this will be kept in breach of \(named.joined(separator: ", ")):")
            + breaches.flatMap { Layout.field("", "\($0.clause): \(Visible.text($0.what))") }
    }
}
