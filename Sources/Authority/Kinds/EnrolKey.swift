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

/// P-21: a further key of a person, on another device, confirmed likewise.
package struct EnrolKey: AuthorityAct {
    package let key: PublicKey, person: ID<Person>

    package static let kind = "authority/key.enrol", title = "Enrol a further key"
    package static let clauses = ["P-21", "SP-3.4.3", "SP-1.2a", "SP-4.1.1.3"]
    package static let fields = Fields(
        { Self(key: $0, person: $1) }, Field("key", \Self.key, "New public key"),
        Field("person", \Self.person, "Person whose key it is", .subject))

    package func holderKey(in authority: Authority) -> PublicKey? { key }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try requireNew(key, in: authority)
        if moment.by.isEmpty { try requireAsked(by: moment.signer, in: authority) }
    }

    /// A key that others propose for somebody who can speak for themselves would be one planted on them. Who has lost
    /// all their keys is proposed for (P-4); in office that takes three and 72 hours, and is another kind.
    private func requireAsked(by proposer: Int, in authority: Authority) throws(Refusal) {
        let keys = authority.person(person.number)?.keys ?? []
        if keys.contains(where: { authority.keys[$0].revoked == nil && authority.keys[$0].stopped == nil }) {
            guard proposer == person.number else {
                throw Refusal(
                    "P-21", "\(person.text) has a key, so \(person.text) must ask for a further one.", who: person.text,
                    field: "person")
            }
        } else if !authority.groups(of: person.number).isEmpty {
            throw Refusal(
                "P-21", "\(person.text) is in office and has no key left. That takes a replacement of all keys.",
                who: "three other people, by \(AnnounceReplacement.kind); it takes 72 hours", field: "person")
        }
    }

    /// P-21: no key witness of a person is ever the one who recommends them.
    package func bars(_ other: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard slot.pool != [.holder], authority.person(person.number)?.recommenders.contains(other) == true else {
            return nil
        }
        return Refusal(
            "P-21", "p\(other) recommended \(person.text) and cannot also be their key witness.",
            who: "somebody else in office")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.enrol(key, of: person.number, witnesses: moment.by.filter { $0 != person.number }, at: moment.place)
    }

    package func asks(slot: String) -> JSON { heard(key, slot: slot) }
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        authority.lackOfWitnesses(counted)
    }
}

/// A key belongs to one person for ever, revoked or not.
func requireNew(_ key: PublicKey, in authority: Authority) throws(Refusal) {
    if let (_, enrolled) = authority.key(key.fingerprint) {
        throw Refusal(
            "P-21", "This key already belongs to p\(enrolled.person), for ever. Make a new one.", field: "key")
    }
    if let machine = authority.machine(key: key) {
        throw Refusal("P-21", "This key belongs to the machine \(machine.id), for ever. Make a new one.", field: "key")
    }
    // A page key is bound to the relying party of this ledger; another one could never sign here (P-20).
    if let application = key.application, key.isPasskey, application != authority.web?.rp {
        throw Refusal("P-20", "This passkey is bound to \(application), not to the RP id of this ledger.", field: "key")
    }
}

/// A witness states the fingerprint that they heard in words, so that no page can put another key before them.
func heard(_ key: PublicKey, slot: String) -> JSON { heard(key.fingerprint, slot: slot) }
func heard(_ fingerprint: Digest, slot: String) -> JSON {
    slot == "holder" ? .object([]) : .line(["heard": .string(fingerprint.hex)])
}

extension Authority {
    /// Two key witnesses who signed on their own machines and share no team (P-21).
    func lackOfWitnesses(_ counted: [Signed]) -> Refusal? {
        let witnesses = counted.filter { $0.slot != "holder" && $0.local }.map(\.person)
        for (index, one) in witnesses.enumerated() {
            for other in witnesses.dropFirst(index + 1) where sharedTeam(one, other) == nil { return nil }
        }
        return Refusal(
            "P-21", "The two key witnesses must not be in the same team.", who: "anyone in office outside that team")
    }
}
