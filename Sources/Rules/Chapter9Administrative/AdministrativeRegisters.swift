import HashTreeCollections
import Ledger

/// The registers of chapter 9: how people describe themselves, and which findings were answered.
package struct AdministrativeRegisters: Registers {
    package static var inside: any WritableKeyPath<World, AdministrativeRegisters> & Sendable { \.administrative }

    package var absences = ItemTable<Absence>()

    package private(set) var descriptions = Table<Description>()
    /// Indexes of each person's descriptions, oldest first; an index of the table, no state.
    private var byPerson = TreeDictionary<Int, [Int]>()

    package private(set) var answers = Table<FindingAnswer>()
    /// The newest answer to each finding; an index of the table, no state.
    private var newest = TreeDictionary<FindingKey, Int>()

    /// Records that say what followed each termination, by its number; an index of the records, no state.
    private var followed = TreeDictionary<Int, [Int]>()

    /// What was found when somebody reviewed an access list, in order.
    package internal(set) var reviewed = Table<AccessReview>()
    /// Interests that people declared, in order.
    package internal(set) var declared = Table<Interest>()

    package init() {}

    func followUps(of termination: Int) -> [Int] { followed[termination] ?? [] }
    mutating func followed(_ termination: Int, by place: Int) { followed[termination, default: []].append(place) }

    /// What answers a finding now; nil where nobody did, and where the day of it is over.
    package func answer(to finding: FindingKey, at now: Time) -> FindingAnswer? {
        newest[finding].map { answers[$0] }.flatMap { $0.isOver(at: now) ? nil : $0 }
    }

    mutating func answer(_ answer: FindingAnswer) {
        newest[answer.finding] = answers.count
        answers.append(answer)
    }

    /// What a person said of themselves, oldest first.
    package func descriptions(of person: Int) -> [Description] { (byPerson[person] ?? []).map { descriptions[$0] } }

    mutating func describe(_ person: Int, by proposal: Proposal, at place: Int) {
        byPerson[person, default: []].append(descriptions.count)
        descriptions.append(Description(person: person, proposal: proposal, place: place))
    }
}

/// SP-10.1: that a person gave name or contact, and in which statement. What they are is in the vault.
package struct Description: Equatable, Sendable {
    package let person: Int
    package let proposal: Proposal
    /// The entry at which it counts.
    package let place: Int

    package var line: JSON {
        .line([
            "parts": .texts(proposal.parts), "person": .integer(person), "place": .integer(place),
            "statement": .string(proposal.hash.hex),
        ])
    }
}
