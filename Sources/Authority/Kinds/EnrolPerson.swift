import Ledger

/// P-21: a person's first key, confirmed by two key witnesses who heard its fingerprint in words.
package struct EnrolPerson: AuthorityAct {
    package let key: PublicKey

    package static let kind = "authority/person.enrol", title = "Enrol a person with their first key"
    package static let clauses = ["P-21", "SP-3.4.3", "SP-1.2a"]
    package static let fields = Fields(
        { Self(key: $0) }, Field("key", \Self.key, "Public key of the new person"))
    package static let detached = [
        DetachedNote("name", "Name", isPersonal: true, bytesMax: DetachedNote.nameBytesMax), .reason,
    ]

    package func holderKey(in authority: Authority) -> PublicKey? { key }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try requireNew(key, in: authority)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        let number = authority.people.count + 1
        authority.people.append(Person(number: number, born: moment.place, since: moment.place, keys: []))
        authority.enrol(key, of: number, witnesses: moment.by.filter { $0 != 0 }, at: moment.place)
        guard let proposal = moment.proposal else { return }
        authority.enrolments[number] = proposal
        authority.enrolledBy[proposal.hash] = number
    }

    package func asks(slot: String) -> JSON { heard(key, slot: slot) }
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        authority.lackOfWitnesses(counted)
    }
}
