/// K-1: an id never reads like a rule. No clause's letters are the prefix of an item, so `M-1` is a medium, never a clause.
package enum ClausePrefixes {
    /// What the ids of this build begin with, and the noun of each.
    static let items: [String: String] = {
        var found = [
            "A": "act", "B": "motion", "C": "case", "R": "record", Question.prefix: Question.noun,
            Stop.prefix: Stop.noun, Disowning.prefix: Disowning.noun,
        ]
        for register in Register.all { found[register.prefix] = register.noun }
        return found
    }()

    /// One fault for each clause whose letters an item has.
    package static func faults(in book: ClauseBook) -> [PolicyFault] {
        book.clauses.enumerated().compactMap { place, clause in
            let letters = String(clause.id.prefix { $0 != "-" })
            guard let noun = items[letters] else { return nil }
            return PolicyFault(
                document: .clauses, path: ["clauses", String(place), "id"],
                what: "`\(clause.id)` reads like the id of a \(noun), which begins with `\(letters)-`; "
                    + "give the document other letters (K-1)")
        }
    }
}
