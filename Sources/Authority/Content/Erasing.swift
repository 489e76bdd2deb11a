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

/// A detached part by its statement and name.
package struct PartReference: Hashable, Sendable {
    package let statement: Digest
    package let part: String

    package init(statement: Digest, part: String) {
        self.statement = statement
        self.part = part
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
