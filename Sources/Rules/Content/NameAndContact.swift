import Ledger

extension State {
    /// The part that holds a person's newest name: from their own description, else from their enrolment. It is nil if there
    /// is no name or all were erased. A name that two others reversed does not count: a thief gave it with a stolen key.
    package func name(of person: Int) -> PartReference? { newest("name", of: person) }

    /// The part that holds how a person can be reached.
    package func contact(of person: Int) -> PartReference? { newest("contact", of: person) }

    private func newest(_ part: String, of person: Int) -> PartReference? {
        let told = world.administrative.descriptions(of: person).reversed().map(\.proposal)
        let enrolled = authority.enrolments[person].map { [$0] } ?? []
        for proposal in told + enrolled where proposal.parts.contains(part) && !authority.isReversed(proposal.place) {
            if erasure(of: proposal.hash, part: part) == nil {
                return PartReference(statement: proposal.hash, part: part)
            }
        }
        return nil
    }
}
