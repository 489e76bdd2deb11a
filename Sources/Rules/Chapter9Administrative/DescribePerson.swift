import Ledger

/// SP-9.1.4d, SP-10.1: a person says how they are called and how they can be reached. Nobody says it for them: a wrong
/// name beside an id is how people are brought to sign for another. What counts is the newest: `State.name(of:)` and
/// `State.contact(of:)` in Content/NameAndContact.swift.
package struct DescribePerson: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    package let person: ID<Person>

    package static let kind = "register/person.describe", title = "Give your name and contact"
    package static let clauses = ["SP-9.1.4d", "SP-10.1", "SP-9.5a"]
    package static let fields = Fields(
        { Self(person: $0) }, Field("person", \Self.person, "You", .subject))
    package static let detached = [
        DetachedNote("name", "Name", isPersonal: true, mayPublish: true, bytesMax: DetachedNote.nameBytesMax),
        DetachedNote("contact", "How to reach the person", isPersonal: true, bytesMax: DetachedNote.nameBytesMax),
    ]

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let proposal = moment.proposal, !proposal.parts.isEmpty else {
            throw Refusal(
                "SP-9.1.4d", "Give a name, a contact or both.", who: person.text, field: "detached",
                sort: .malformed)
        }
        guard !moment.by.isEmpty || moment.signer == person.number else {
            throw Refusal(
                "SP-9.1.4d", "p\(moment.signer) cannot give the name and contact of \(person.text).", who: person.text,
                field: "person")
        }
    }

    package func bars(_ other: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard other != person.number else { return nil }
        return Refusal("SP-9.1.4d", "Only \(person.text) can sign their own name and contact.", who: person.text)
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        guard let proposal = moment.proposal else { return }
        registers.describe(person.number, by: proposal, at: moment.place)
    }
}
