import Ledger

/// SP-3.4.3: an announced replacement of all keys of a person: it waits, is closed by the holder, or cancelled (P-21).
package struct Replacement: Equatable, Sendable {
    package let person: Int
    package let key: PublicKey
    /// The place at which three others and the holder had signed.
    package let announced: Int
    package let recorded: Time
    /// By an old key, or because another replacement was closed.
    package var cancelled: Int?
    package var closed: Int?

    /// P-21: in code, whatever a policy says.
    package static let waiting = 72 * StatementSort.hour
    /// Later it is announced again: else old announcements would lie about like spare keys.
    package static let good = 30 * StatementSort.day

    package var isWaiting: Bool { cancelled == nil && closed == nil }
    package var opens: Time { recorded.adding(Self.waiting) }
    package var expires: Time { recorded.adding(Self.good) }

    package var line: JSON {
        .line([
            "announced": .integer(announced), "cancelled": cancelled.map { .integer($0) },
            "closed": closed.map { .integer($0) }, "key": .string(key.openSSH), "person": .integer(person),
            "recorded": .string(recorded.text),
        ])
    }
}

extension Authority {
    /// The replacement that the act at a place announced, with its index.
    package func replacement(of place: Int) -> (index: Int, waiting: Replacement)? {
        guard let act = acts[place: place], let announced = act.act as? AnnounceReplacement,
            case .inEffect(let effect)? = act.end
        else { return nil }
        for (index, one) in replacements.enumerated()
        where one.announced == effect && one.key == announced.key && one.person == announced.person.number {
            return (index, one)
        }
        return nil
    }

    /// `authority/replacement.cancel`: `of` names the announcement. Any old key of the person does it, a stopped one
    /// too: else who has all of them stopped could replace them unhindered.
    func cancelReplacement(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let (index, found, name) = try announced(admission)
        guard found.person == moment.signer else {
            throw Refusal(
                "P-21", "\(name) can be cancelled only with an old key of p\(found.person).", who: "p\(found.person)")
        }
        var copy = self
        copy.replacements[index].cancelled = moment.place
        return .whole(copy)
    }

    /// `authority/replacement.close`: by the holder, with the new key, once the waiting time is over. All their old keys
    /// are revoked, and the new one counts on nothing proposed before.
    func closeReplacement(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let (index, found, name) = try announced(admission)
        guard let act = admission.ofPlace.flatMap({ acts[place: $0] }) else { throw unknown }
        let signature = admission.verified.signature
        guard found.person == moment.signer, found.key == signature.key, signature.isLocal else {
            throw Refusal(
                "P-21", "\(name) can be closed only by its holder, with the new key.", who: "p\(found.person)")
        }
        _ = try widensLocally(signature, kind: act.kind, isPage: moment.isPage)
        try judgeTime(of: found, name, at: moment)
        try judgeRules(of: act, name, at: moment)
        try requireNew(found.key, in: self)
        if let lack = act.act.lacks(standing(of: act), in: self, at: moment.recorded) {
            throw Refusal(
                lack.clause, "Somebody who signed \(name) has since been stopped, or their key stopped or revoked.",
                who: "three other people, by announcing it again")
        }
        var copy = self
        copy.replacements[index].closed = moment.place
        copy.replaceKeys(by: found, witnesses: act.signatures.filter { $0.slot == "witness" }.map(\.person), at: moment)
        return .whole(copy)
    }

    private var unknown: Refusal {
        Refusal("P-21", "“of” does not name a waiting replacement of keys.", field: "of", sort: .notFound)
    }

    private func announced(_ admission: Admission) throws(Refusal) -> (Int, Replacement, name: String) {
        try requireEmpty(admission.verified.statement.body)
        guard let place = admission.ofPlace, let (index, found) = replacement(of: place), found.isWaiting else {
            throw unknown
        }
        return (index, found, "A-\(place)")
    }

    private func judgeTime(of found: Replacement, _ name: String, at moment: Moment) throws(Refusal) {
        guard found.announced < moment.seen else {
            throw Refusal("P-35", "\(name) was not in the log that the signer had seen.", field: "of")
        }
        guard moment.clock >= found.opens else {
            throw Refusal(
                "P-21", "\(name) cannot be closed before \(found.opens.text). Until then it can be cancelled.")
        }
        guard moment.recorded <= found.expires else {
            throw Refusal("P-21", "\(name) expired at \(found.expires.text).", sort: .over)
        }
    }

    /// The closing is the act's effect: what would end an open act, or hold its person, holds it too (P-32, P-34).
    private func judgeRules(of act: ProposedAct<Authority>, _ name: String, at moment: Moment) throws(Refusal) {
        if let stop = stoppedActs[act.place] ?? person(moment.signer)?.stopped {
            throw Refusal(
                "P-55", "\(name) or p\(moment.signer) is stopped by X-\(stop + 1).",
                who: "two people who may end the stop")
        }
        if let place = [changed[act.kind.name], editions.authority.place].compactMap({ $0 }).max(), place > act.place {
            throw Refusal(
                "P-34",
                "Entry \(place) changed the edition, or who must sign \(name). The replacement must be announced again.",
                sort: .over)
        }
    }

    /// The signatures on an announcement whose person and key were neither stopped nor revoked since; an ordinary end
    /// of office does not count (as in P-58).
    private func standing(of act: ProposedAct<Authority>) -> [Signed] {
        act.signatures.filter { signed in
            guard let key = signed.key, let person = person(signed.person), person.stopped == nil else { return false }
            return person.since < signed.place && isGood(key, since: signed.place, page: !signed.local)
        }
    }

    private mutating func replaceKeys(by found: Replacement, witnesses: [Int], at moment: Moment) {
        for key in people[found.person - 1].keys where keys[key].revoked == nil { keys[key].revoked = moment.place }
        for (index, other) in replacements.enumerated() where other.person == found.person && other.isWaiting {
            replacements[index].cancelled = moment.place
        }
        enrol(found.key, of: found.person, witnesses: witnesses.sorted(), at: moment.place)
        keys[keys.count - 1].replacedAt = moment.place
    }

    /// P-21: a key that replaced all others counts on nothing proposed before it, nor does a further key that it asked
    /// for: else two of those who replaced the keys would give it one that counts on everything.
    func requireYounger(_ proposed: Int, than key: Int?) throws(Refusal) {
        let owner = key.flatMap { keys.at($0) }.flatMap { person($0.person) }
        guard let replaced = owner?.keys.compactMap({ keys[$0].replacedAt }).max(), proposed < replaced else { return }
        throw Refusal(
            "P-21",
            "All keys of this person were replaced at entry \(replaced). The new key cannot sign what was proposed before that.",
            who: "other eligible people, or a new proposal")
    }
}
