import Ledger

/// P-21: all keys of a person are to be replaced by this one. Three others say so and wait with them for 72 hours, in
/// which any of the old keys can cancel it; the holder then closes it with the new key.
package struct AnnounceReplacement: AuthorityAct {
    package let key: PublicKey, person: ID<Person>

    package static let kind = "authority/replacement.announce", title = "Announce the replacement of all keys"
    package static let clauses = ["P-21", "SP-3.4.3", "SP-1.2a"]
    package static let fields = Fields(
        { Self(key: $0, person: $1) }, Field("key", \Self.key, "New public key"),
        Field("person", \Self.person, "Person whose keys it replaces", .subject))

    package func holderKey(in authority: Authority) -> PublicKey? { key }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        try requireNew(key, in: authority)
        // Whoever has this key alone must be able to sign all that is theirs; and the closing itself is local.
        guard !key.isPasskey, authority.isDemonstration || key.application != nil else {
            throw Refusal(
                "P-20",
                "The new key must be one on the person’s own machine. In production it must also be a FIDO key.",
                field: "key")
        }
        if moment.by.isEmpty { try requireAsked(by: moment.signer, in: authority) }
    }

    /// Who can speak for themselves asks themselves; who has lost all their keys is proposed for by a key witness (P-4).
    private func requireAsked(by proposer: Int, in authority: Authority) throws(Refusal) {
        let known = authority.person(person.number)
        let speaks = known?.stopped == nil && (known?.keys ?? []).contains { authority.keys[$0].isAtWork }
        guard !speaks || proposer == person.number else {
            throw Refusal(
                "P-21", "\(person.text) still has a key that is not stopped, so \(person.text) must ask for this.",
                who: person.text,
                field: "person")
        }
        guard known?.recommenders.contains(proposer) != true else {
            throw Refusal(
                "P-21", "p\(proposer) recommended \(person.text), so somebody else must propose this.",
                who: "somebody else in office", field: "person")
        }
    }

    /// P-21: no key witness of a person is ever the one who recommends them.
    package func bars(_ other: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard slot.name == "witness", authority.person(person.number)?.recommenders.contains(other) == true else {
            return nil
        }
        return Refusal(
            "P-21", "p\(other) recommended \(person.text) and cannot also be their key witness.",
            who: "somebody else in office")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.replacements.append(
            Replacement(person: person.number, key: key, announced: moment.place, recorded: moment.recorded))
    }

    package func asks(slot: String) -> JSON { slot == "witness" ? heard(key, slot: slot) : .object([]) }

    /// Two key witnesses who share no team, and one of the governing body beside them, all local.
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        if let lack = authority.lackOfWitnesses(counted.filter { $0.slot == "witness" }) { return lack }
        let governors = authority.governorSlots(of: Self.kind)
        guard counted.contains(where: { governors.contains($0.slot) && $0.local }) else {
            return Refusal(
                "P-21", "It also needs a member of the governing body who signs with a key on their own machine.",
                who: authority.policy?.governs ?? "")
        }
        return nil
    }
}

extension Authority {
    /// The slots of a kind that only the governing body fills.
    fileprivate func governorSlots(of kind: String) -> Set<String> {
        guard let governs = policy?.governs else { return [] }
        let requirements = [policy?.kinds[kind], founding?.opening[kind]].compactMap { $0 }
        let slots = requirements.flatMap(\.ways).flatMap(\.slots)
        return Set(slots.filter { $0.pool == [.group(governs)] && $0.name != "witness" }.map(\.name))
    }
}
