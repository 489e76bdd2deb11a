import Ledger

/// SP-9.1.5b: a person says in which people, group or matter they have an interest, before anybody decides about these. Nobody
/// says it for them. It changes no right: in one act they declare a conflict (P-51), and the finding below asks them to.
package struct DeclareInterest: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    package let group: GroupCode<OfAny>?, people: Ascending<ID<Person>>, person: ID<Person>, topic: Name

    package static let kind = "register/interest.declare", title = "Declare an interest"
    package static let clauses = ["SP-9.1.5b"]
    package static let fields = Fields(
        { Self(group: $0, people: $1, person: $2, topic: $3) },
        Field("group", \Self.group, "A group that it is about"),
        Field("people", \Self.people, "People whom it is about"), Field("person", \Self.person, "You", .subject),
        Field("topic", \Self.topic, "What it is, without anybody’s name", .title))

    package func named(in authority: Authority) -> [Int] { [person.number] }

    package func bars(_ other: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard other != person.number else { return nil }
        return Refusal("SP-9.1.5b", "Only \(person.text) declares their own interests.", who: person.text)
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard (moment.by.isEmpty ? [moment.signer] : moment.by) == [person.number] else {
            throw Refusal(
                "SP-9.1.5b", "Only \(person.text) declares their own interests.", who: person.text, field: "person")
        }
        guard !people.values.contains(person) else {
            throw Refusal("SP-9.1.5b", "\(person.text) is the person who declares it.", field: "people")
        }
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        registers.declared.append(
            Interest(
                number: registers.declared.count + 1, person: person.number, topic: topic.text,
                people: people.values.map(\.number).sorted(), group: group?.text,
                act: moment.proposal?.place ?? moment.place, born: moment.place))
    }
}

/// SP-9.1.5b: an interest is over. One of the governing body says so too: nobody takes a warning away alone, on the day before a
/// vote.
package struct EndInterest: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    /// Stands in the line, so that they sign and everybody reads whose it is.
    package let interest: ID<Interest>, person: ID<Person>

    package static let kind = "register/interest.end", title = "End a declared interest"
    package static let clauses = ["SP-9.1.5b"]
    package static let fields = Fields(
        { Self(interest: $0, person: $1) }, Field("interest", \Self.interest, "Which interest", .title),
        Field("person", \Self.person, "Whose it is", .subject))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let declared = world.administrative.declared.at(interest.number - 1) else { return }
        guard declared.person == person.number else {
            throw Refusal("SP-9.1.5b", "\(interest.text) is declared by p\(declared.person).", field: "person")
        }
        guard declared.ending(in: world) == nil else {
            throw Refusal("SP-9.1.5b", "\(interest.text) has already ended.", field: "interest", sort: .over)
        }
        guard !moment.by.isEmpty else { return }
        let authority = world.authority
        let governing = moment.by.contains { other in
            other != person.number
                && authority.policy.map { authority.membership(of: other, in: $0.governs, at: moment.recorded) != nil }
                    == true
        }
        guard governing else {
            throw Refusal(
                "SP-9.1.5b", "An interest ends with the signature of somebody else of the governing body.",
                who: authority.policy?.governs ?? "", field: "interest")
        }
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        registers.declared[interest.index].ended = Interest.End(
            act: moment.proposal?.place ?? moment.place, place: moment.place)
    }
}
