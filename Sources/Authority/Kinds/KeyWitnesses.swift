import Ledger

// P-21: what every enrolment asks of the new key and of the two who heard its fingerprint.

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
