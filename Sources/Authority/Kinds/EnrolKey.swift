import Ledger

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
