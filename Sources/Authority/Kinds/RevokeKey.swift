import Ledger

/// P-22: a person revokes a key of their own, with that key at once; with another of their keys both are suspended
/// until key witnesses say which stays, because a thief who holds one key must not be able to end the other.
package struct RevokeKey: AuthorityAct {
    package let key: Digest

    package static let kind = "authority/key.revoke", title = "Revoke a key"
    package static let clauses = ["P-22", "SP-4.1.1.3"], narrows = true, isLocal = true
    package static let fields = Fields({ Self(key: $0) }, Field("key", \Self.key, "Fingerprint of the key"))

    package var endsKey: Digest? { key }
    package func named(in authority: Authority) -> [Int] {
        authority.key(key).map { [$0.key.person] } ?? []
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let (_, enrolled) = authority.key(key), enrolled.born < moment.seen else {
            throw Refusal("P-35", "No key with this fingerprint is enrolled.", field: "key", sort: .notFound)
        }
        guard enrolled.revoked == nil else { throw Refusal("P-22", "This key is already revoked.", field: "key") }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.endOwnKey(key, at: moment)
    }
}

extension Authority {
    /// Ends a key by a signature of its person: at once with that key itself, or with one that witnesses gave back
    /// since; with another both are suspended (P-22).
    mutating func endOwnKey(_ fingerprint: Digest, at moment: Moment) {
        guard let (index, enrolled) = key(fingerprint), enrolled.revoked == nil else { return }
        if moment.key == index || stays(moment.key, against: enrolled) {
            keys[index].revoked = moment.place
        } else {
            for suspended in [index, moment.key].compactMap({ $0 }) where keys[suspended].stopped == nil {
                stop(.key(keys[suspended].fingerprint), by: [enrolled.person], at: moment)
            }
        }
    }

    /// Whether key witnesses gave this key back after the other one was stopped, and so said which stays (P-22). That
    /// the other is stopped is not enough: a thief would stop the good key first, then end it.
    private func stays(_ signing: Int?, against other: EnrolledKey) -> Bool {
        guard let signing, let key = keys.at(signing), let stop = other.stopped.flatMap({ stops.at($0) }) else {
            return false
        }
        // Who gave back the use of pages only has not compared the key's words.
        return stops.contains { !$0.page && $0.target == .key(key.fingerprint) && ($0.ended ?? -1) > stop.born }
    }
}
