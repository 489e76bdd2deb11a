import Ledger

/// An erasure that has taken effect: of one part, or of all that is restricted and concerns a person (P-6, P-71).
package struct Erasure: Equatable, Sendable {
    package enum Target: Equatable, Sendable {
        case person(Int)
        case part(PartReference)
    }
    package let target: Target
    /// The place of the act's proposal, by which it is called.
    package let act: Int
    /// The entry at which it took effect. It reaches what stands before that, and nothing that comes later.
    package let place: Int

    package var name: String { "A-\(act)" }

    package var line: JSON {
        switch target {
        case .person(let number):
            .line(["act": .integer(act), "person": .integer(number), "place": .integer(place)])
        case .part(let reference):
            .line([
                "act": .integer(act), "part": .string(reference.part), "place": .integer(place),
                "statement": .string(reference.statement.hex),
            ])
        }
    }
}

extension State {
    /// The act that erased a part, by its name; nil for one that no act erased, or that is not in the log.
    package func erasure(of statement: Digest, part: String) -> String? {
        guard let place = log.place(of: statement) else { return nil }
        let reference = PartReference(statement: statement, part: part)
        if let erasure = authority.erasure(of: reference), place < erasure.place { return erasure.name }
        guard let bearer = log.contents.bearer(at: place), bearer.parts.contains(part),
            let person = authority.person(of: bearer.subject), let erasure = authority.erasure(of: person),
            place < erasure.place
        else { return nil }
        return erasure.name
    }
}

extension Authority {
    /// The last erasure of a part, by an act that names it.
    package func erasure(of reference: PartReference) -> Erasure? { erasedParts[reference].map { erasures[$0] } }

    /// The last erasure of what concerns a person.
    package func erasure(of person: Int) -> Erasure? { erasedPeople[person].map { erasures[$0] } }

    mutating func erase(_ target: Erasure.Target, at moment: Moment) {
        switch target {
        case .person(let number): erasedPeople[number] = erasures.count
        case .part(let reference): erasedParts[reference] = erasures.count
        }
        erasures.append(Erasure(target: target, act: moment.proposal?.place ?? moment.place, place: moment.place))
    }
}
