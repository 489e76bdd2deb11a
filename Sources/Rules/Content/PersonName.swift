import Ledger

extension State {
    /// The part that holds a person's newest name: their own description of themselves, else their enrolment's. Nil where
    /// there is none or all were erased. What two others reversed is nobody's name: a thief gave it with a stolen key.
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
