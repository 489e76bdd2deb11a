import Ledger
import Rules

extension Workspace {
    /// A proposal, or a signature on the same one if somebody has made it already: two who say the same in a row must
    /// not end with two acts of one signature each.
    package func proposalOrSignature(_ name: String, _ fields: [String]) throws(Failure)
        -> Intent
    {
        let proposed = try proposal(name, fields)
        let own = try requireNumber()
        let same = state.world.openActViews(at: now).first { view in
            view.kind.name == name && view.body == proposed.draft.body && view.proposer != own
                && view.slots(for: own).count == 1
        }
        guard let same else { return proposed }
        return try signature(on: [same.name])
    }

    /// The fingerprint of a key that is named by hex, 12 words or `@FILE`, as a field's value.
    /// `isKey`: nothing else can be meant.
    package func keyField(_ text: String, isKey: Bool = true) throws(Failure) -> String {
        guard let bytes = try? Words.bytes(of: text) else {
            if text.hasPrefix("@") || Digest(hex: text) != nil || !isKey { return text }
            throw .usage(
                "\(Visible.text(text)) is not a key; give its fingerprint in hex, its 12 words in quotes, or @FILE.pub")
        }
        guard let found = authority.keys.first(where: { $0.fingerprint.bytes.starts(with: bytes) }) else {
            throw .notFound("a key with these words")
        }
        return found.fingerprint.hex
    }

    /// Revokes a key of one's own.
    package func revocation(_ key: String) throws(Failure) -> Intent {
        try proposal(RevokeKey.kind, ["key=\(try keyField(key))"])
    }

    /// P-22: what the key signed from a place on was not its person.
    package func disowning(_ key: String, since: Int) throws(Failure) -> Intent {
        try proposal(DisownKey.kind, ["key=\(try keyField(key))", "since=\(since)"])
    }

    /// P-22: two others say whether what rests on a disowned key stands; `id` is A-n, B-n, R-n as findings name it.
    package func answer(_ answer: AnswerDisowned.Answer, to id: String) throws(Failure) -> Intent {
        let found = state.disowned().filter { $0.name == id || "\($0.entry)" == id }
        guard let one = found.first(where: { $0.answer == nil }) ?? found.first else {
            throw .notFound("\(Visible.text(id)) does not rest on a disowned key; foureyes findings lists what does")
        }
        return try proposalOrSignature(
            AnswerDisowned.kind,
            ["answer=\(answer.rawValue)", "disowning=D-\(one.disowning.number)", "entry=\(one.entry)"])
    }

    /// P-21: announces that all keys of a person are replaced by one.
    package func replacement(of person: String, by key: String) throws(Failure) -> Intent {
        try proposal(AnnounceReplacement.kind, ["key=\(key)", "person=\(person)"])
    }

    package func replacementCancelling(_ id: String) throws(Failure) -> Intent {
        Intent(.cancelReplacement(try announced(id)))
    }

    package func replacementClosing(_ id: String) throws(Failure) -> Intent {
        Intent(.closeReplacement(try announced(id)))
    }

    private func announced(_ id: String) throws(Failure) -> ProposedAct<Authority> {
        let view = try act(id)
        guard view.kind.name == AnnounceReplacement.kind, let act = authority.acts[place: view.place] else {
            throw .usage("\(view.name) is not a replacement of keys")
        }
        return act
    }

    /// Stops a person, an act, or a key by its fingerprint (P-55).
    package func stop(_ target: String) throws(Failure) -> Intent {
        try proposalOrSignature(SetStop.kind, ["target=\(try keyField(target, isKey: false))"])
    }

    /// P-56: two eligible people end a stop.
    package func stopEnding(_ id: String) throws(Failure) -> Intent {
        try proposalOrSignature(EndStop.kind, ["stop=\(id)"])
    }

    /// P-56: all that giving again what was stopped would need ends its stop earlier.
    package func stopLifting(_ id: String) throws(Failure) -> Intent {
        guard case .stop(let stop) = try find(id) else {
            throw .usage("\(Visible.text(id)) is not a stop; stops are called X-n")
        }
        return try proposalOrSignature(
            LiftStop.kind, ["stop=X-\(stop.number)", "target=\(stop.target.text)"])
    }

    /// P-20: other web origins or another RP id; the passkeys that this voids are listed from one's own copy.
    package func webChange(rp: String?, origins: [String]) throws(Failure) -> Intent {
        guard let web = authority.web else { throw .unavailable("the ledger is not founded yet") }
        let rp = rp ?? web.rp
        let voids = authority.voided(by: rp).map(\.hex)
        return try proposal(
            ChangeWeb.kind,
            [
                "origins=\((origins.isEmpty ? web.origins : origins).joined(separator: ","))", "rp=\(rp)",
                "voids=\(voids.joined(separator: ","))",
            ])
    }
}
