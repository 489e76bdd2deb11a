/// SP-1.2h: every statement names its authority: the clauses, motion, ruling or approval that it rests on (P-1).
extension Statement {
    /// Reads `under`: not empty, in the signer's order, without repeats.
    static func under(_ json: JSON) throws(Malformed) -> [String] {
        guard let list = json.list, !list.isEmpty else {
            throw Malformed("P-1", "under is not a list or empty")
        }
        var under: [String] = []
        under.reserveCapacity(list.count)
        var met: Set<String> = []
        for value in list {
            guard let clause = value.text, Grammar.isClause(clause) else {
                throw Malformed("P-1", "under contains something that is neither a clause nor a reference")
            }
            // A clause is ASCII, so that equal strings are equal bytes here.
            guard met.insert(clause).inserted else { throw Malformed("P-1", "under has a repeat") }
            under.append(clause)
        }
        return under
    }
}
