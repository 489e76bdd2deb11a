import Ledger

/// P-6: all that is restricted and concerns a person is erased for good: keys, contents and what opens their
/// commitments. The lines stay, and say nothing any more. The store carries it out (`VaultErasure.swift`).
package struct EraseSubject: AuthorityAct {
    package let person: ID<Person>

    package static let kind = "authority/subject.erase", title = "Erase what is stored about a person"
    package static let clauses = ["P-6", "SP-9.5b"]
    package static let fields = Fields(
        { Self(person: $0) },
        Field("person", \Self.person, "Person whose names, contacts and other restricted content are erased", .subject))

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.erase(.person(person.number), at: moment)
    }
}
