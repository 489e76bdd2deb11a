import Ledger

extension AuthorityRules {
    /// SP-1.2e, P-4: an entry that the rules did not allow at its place counts for nothing, however it got there.
    static let voidEntry = FindingRule(
        "void-entry", ["P-4", "SP-1.2e"], .fault, title: "Void entries", word: "void",
        answer: "The governing body finds out how it got there and acknowledges it.",
        step: { cause, seen in
            guard case .entry(let place) = cause.begun else { return nil }
            return acknowledging(place, place, in: seen.state)
        }
    ) { seen in
        seen.state.voids.filter { seen.state.acknowledgement(of: $0.place) == nil }.map {
            Cause(about: .entry($0.place), place: $0.place, says: "Entry \($0.place) is void: \($0.refusal.text)")
        }
    }
}
