import Ledger

/// SP-9.1.4d, SP-10.1: a person says how he is called and how he can be reached. Nobody says it for him: a wrong
/// name beside an id is how people are brought to sign for another.
package struct DescribePerson: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    package let person: ID<Person>

    package static let kind = "register/person.describe", title = "Say one's name and how one can be reached"
    package static let clauses = ["SP-9.1.4d", "SP-10.1", "SP-9.5a"]
    package static let fields = Fields(
        { Self(person: $0) }, Field("person", \Self.person, "Who it is: oneself", .subject))
    package static let detached = [
        DetachedNote("name", "Name", isPersonal: true),
        DetachedNote("contact", "How to reach the person", isPersonal: true),
    ]

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let proposal = moment.proposal, !proposal.parts.isEmpty else {
            throw Refusal(
                "SP-9.1.4d", "It says neither name nor contact.", who: person.text, field: "detached",
                sort: .malformed)
        }
        guard !moment.by.isEmpty || moment.signer == person.number else {
            throw Refusal(
                "SP-9.1.4d", "p\(moment.signer) does not say how \(person.text) is called.", who: person.text,
                field: "person")
        }
    }

    package func bars(_ other: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard other != person.number else { return nil }
        return Refusal("SP-9.1.4d", "\(person.text) alone signs what he is called.", who: person.text)
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        guard let proposal = moment.proposal else { return }
        registers.describe(person.number, by: proposal, at: moment.place)
    }
}
