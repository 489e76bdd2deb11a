import Ledger

extension State {
    /// The act that erased a part, by its name; nil for one that no act erased, or that is not in the log.
    package func erasure(of statement: Digest, part: String) -> String? {
        guard let place = log.place(of: statement) else { return nil }
        let reference = PartReference(statement: statement, part: part)
        if let erasure = authority.erasure(of: reference), place < erasure.place { return erasure.name }
        guard let bearer = world.contents.bearer(at: place), bearer.parts.contains(part),
            let person = authority.person(of: bearer.subject), let erasure = authority.erasure(of: person),
            place < erasure.place
        else { return nil }
        return erasure.name
    }
}
