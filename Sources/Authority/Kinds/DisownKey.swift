import Ledger

/// P-22: a person says that what one of their keys signed from a place on was not them. The key ends as by a revocation;
/// what took effect through it since becomes a finding that two others answer, and never a breach: whoever signed
/// beside a stolen key did nothing wrong.
package struct DisownKey: AuthorityAct {
    package let key: Digest, since: Int

    package static let kind = "authority/key.disown", title = "Disown what your key signed"
    package static let clauses = ["P-22", "SP-3.4.3"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(key: $0, since: $1) }, Field("key", \Self.key, "Fingerprint of the key"),
        Field("since", \Self.since, "First entry that you did not sign"))

    /// P-22: further back only by only a ruling, which this edition does not have.
    package static let reach = 30 * StatementSort.day

    package func named(in authority: Authority) -> [Int] {
        authority.key(key).map { [$0.key.person] } ?? []
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let (_, enrolled) = authority.key(key), enrolled.born < moment.seen else {
            throw Refusal("P-35", "No key with this fingerprint is enrolled.", field: "key", sort: .notFound)
        }
        guard since < moment.seen else {
            throw Refusal(
                "P-35", "Entry \(since) was not in the log that the signer had seen.", field: "since", sort: .notFound)
        }
        // One from before key witnesses gave the key back says nothing of what came after.
        guard !authority.disownings.contains(where: { $0.key == key && $0.since <= since && $0.born >= enrolled.since })
        else {
            throw Refusal("P-22", "This key is already disowned from that entry on.", field: "since")
        }
    }

    /// Its own person alone: nobody says for another what they did not sign, whatever a policy admits.
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard let owner = authority.key(key)?.key.person, owner != person else { return nil }
        return Refusal("P-22", "This is a key of p\(owner). Only p\(owner) can disown it.", who: "p\(owner)")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.disownings.append(
            Disowning(number: authority.disownings.count + 1, born: moment.place, key: key, since: since))
        authority.endOwnKey(key, at: moment)
    }
}

extension Log {
    /// How far a disowning reaches back is recorded time, which only the log knows; judged where it is proposed.
    func judgeReach(_ body: JSON, at moment: Moment) throws(Refusal) {
        guard let since = body["since"]?.number, let row = rows.at(since) else { return }
        guard moment.recorded.since(row.recorded) <= DisownKey.reach else {
            throw Refusal(
                "P-22",
                "Entry \(since) was recorded at \(row.recorded.text). A key can be disowned for the last 30 days only.",
                who: "only a ruling, which this edition does not have", field: "since")
        }
    }
}
