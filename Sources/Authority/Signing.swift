import Ledger

extension Scope {
    /// `act.sign`: one more signature on an act that its signer saw (P-32).
    package func signStep(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Self> {
        let statement = admission.verified.statement
        if statement.body["acts"] != nil { return try signSeveral(admission, at: moment) }
        guard let place = admission.ofPlace, let index = acts.index(at: place) else {
            throw Refusal(
                "P-35", "“of” does not name an act of this part (authority or registers).", field: "of", sort: .notFound
            )
        }
        guard let slot = statement.slot else {
            throw Refusal("P-1", "A signature must name its slot.", field: "slot", sort: .malformed)
        }
        return try signStep(
            index, slot: slot, body: statement.body, signature: admission.verified.signature, at: moment)
    }

    /// Several acts signed as one statement (P-36): each in order, on a copy that the next one sees.
    private func signSeveral(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Self> {
        let statement = admission.verified.statement
        guard statement.of == nil, statement.slot == nil, statement.body.members?.count == 1,
            let list = statement.body["acts"]?.list, (1...64).contains(list.count)
        else {
            throw Refusal(
                "P-36",
                "A signature on several acts must list 1 to 64 acts in its body and have no “of” or slot of its own.",
                sort: .malformed)
        }
        let named = try list.map { (item) throws(Refusal) in try namedAct(item) }
        var copy = self
        var first: Refusal?
        var counts = false
        for (hash, slot) in named {
            do throws(Refusal) {
                guard let index = copy.acts.index(of: hash), copy.acts.table[index].place < moment.seen else {
                    throw Refusal(
                        "P-35", "There was no act with the hash \(hash.hex) in the log that the signer had seen.",
                        sort: .notFound)
                }
                copy.take(
                    try copy.signStep(
                        index, slot: slot, body: .object([]), signature: admission.verified.signature, at: moment))
                counts = true
            } catch {
                // What the program lacks is not a judgement on one of the acts: the replay stops there.
                if error.sort == .enclosureMissing || error.sort == .unknownEdition { throw error }
                first = first ?? error
            }
        }
        if let first, !counts { throw first }
        return .whole(copy)
    }

    private func namedAct(_ item: JSON) throws(Refusal) -> (Digest, String) {
        guard item.members?.count == 2, let hash = item["of"]?.text.flatMap({ Digest(hex: $0) }),
            let slot = item["slot"]?.text
        else { throw Refusal("P-36", "Each item of “acts” must be {\"of\": hash, \"slot\": slot}.", sort: .malformed) }
        return (hash, slot)
    }

    /// One signature on one act. Without a signature it is foreseen: as if the signer of the moment had made one.
    func signStep(
        _ index: Int, slot: String, body: JSON, signature: Signature?, at moment: Moment
    ) throws(Refusal) -> Step<Self> {
        var open = acts.table[index]
        if Self.part == .register, slot == Slot.motion, requirement(of: open)?.motion != nil {
            return try carryOut(index, body: body, signature: signature, at: moment)
        }
        try requireOpen(open, at: moment.recorded)
        let signed = try sign(open, slot: slot, signature: signature, at: moment, asked: true, body: body)
        try add(signed, to: &open, at: moment.recorded)
        // P-61: what was seen under another edition is not what is judged here.
        if authority.editions.place(of: Self.part) >= moment.seen {
            throw Refusal(
                "P-61",
                "A new edition of the rules came into force after the log that the signer had seen. Fetch the log and sign again."
            )
        }
        let effect = try effect(of: open, at: moment)
        if effect != nil { settle(&open, at: moment) }
        return .replace(index, open, effect: effect)
    }

    /// Judges one signature for one slot of an act: who, with which key, by which route.
    func sign(
        _ open: ProposedAct<Self>, slot name: String, signature: Signature?, at moment: Moment, asked: Bool, body: JSON
    ) throws(Refusal) -> Signed {
        guard let requirement = requirement(of: open) else {
            throw Refusal("P-30", "The policy in force has no rule for \(open.kind.name), so nobody may sign it.")
        }
        let clause = requirement.clauses.first ?? open.kind.clauses.first ?? "P-30"
        let slots = requirement.ways.flatMap(\.slots).filter { $0.name == name }
        guard let slot = slots.first else {
            let names = Set(requirement.ways.flatMap(\.slots).map(\.name)).sorted().joined(separator: ", ")
            throw Refusal(
                clause, "\(open.kind.title) has no slot “\(name)”.", who: "its slots: \(names)", field: "slot")
        }
        if asked, body != open.act.asks(slot: name) {
            throw Refusal(
                clause,
                "The body of a signature in the slot “\(name)” must be \(String(decoding: open.act.asks(slot: name).written(), as: UTF8.self)).",
                field: "body", sort: .malformed)
        }
        // Also of a new key, before its holder has it: it would sign nothing that the policy guards so.
        if requirement.deviceBound { try requireDeviceBound(signature) }
        if slot.pool == [.holder] {
            guard let signature, signature.key == open.act.holderKey(in: authority) else {
                throw Refusal("P-21", "The slot “\(name)” must be signed with the key that is being enrolled.")
            }
            return Signed(person: moment.signer, slot: name, place: moment.place, local: signature.isLocal, key: nil)
        }
        if open.kind.isLocal, moment.isPage {
            throw Refusal(
                "P-42", "This kind must be signed with a key on the signer’s own machine.",
                who: "the same person, with a key on their own machine")
        }
        try authority.requireYounger(open.place, than: moment.key)
        try requireEligible(moment, slot: slot, of: open, by: requirement, clause: clause)
        return Signed(
            person: moment.signer, slot: name, place: moment.place,
            local: try authority.widensLocally(signature, kind: open.kind, isPage: moment.isPage), key: moment.key)
    }

    func requireEligible(
        _ moment: Moment, slot: Slot, of open: ProposedAct<Self>, by requirement: Requirement, clause: String
    ) throws(Refusal) {
        let person = moment.signer
        let who = slot.pool.map(\.text).joined(separator: " or ")
        let own = open.kind.narrows && open.named.contains(person)
        guard let key = moment.key,
            authority.isGood(key, since: moment.place, page: moment.isPage, ending: open.act.endsKey),
            authority.stands(person, own: own)
        else {
            throw Refusal(
                "P-55", "p\(person) or the key that signed is stopped.", who: "two people who may end the stop")
        }
        if open.out.contains(person) { throw Refusal("P-34", "p\(person) has declined \(open.name).") }
        if requirement.excludesProposer, person == open.proposer {
            throw Refusal(clause, "p\(person) proposed this and cannot also sign it.", who: "another of \(who)")
        }
        if authority.conflicted[open.place]?.contains(person) == true {
            throw Refusal("P-51", "p\(person) has declared a conflict of interest here.", who: "another of \(who)")
        }
        let subject = subject(of: open)
        guard authority.standing(of: person, in: slot.pool, for: subject, at: moment.recorded) != nil else {
            let why =
                open.named.contains(person)
                ? "p\(person) is the person whom the act is about"
                : authority.isAuditor(person)
                    ? "p\(person) is an auditor, and auditors cannot sign acts"
                    : "p\(person) is not in the pool of the slot “\(slot.name)”"
            throw Refusal(clause, "\(why).", who: who)
        }
        if let barred = open.act.bars(person, from: slot, in: authority) ?? rulingBar(person, from: open) {
            throw barred
        }
    }

}

extension Authority {
    /// P-20: what a local signature is worth here. In a production ledger only a FIDO key with user verification
    /// widens from one's own machine; a plain one is refused where it would have to. No kind stands for a motion's
    /// question, which counts as widening (P-23, P-50).
    func widensLocally(_ signature: Signature?, kind: Kind?, isPage: Bool) throws(Refusal) -> Bool {
        guard !isPage else { return false }
        guard let signature else { return true }
        guard kind?.widens ?? true, !isDemonstration else { return true }
        guard signature.isFIDO, signature.userVerified else {
            throw Refusal(
                "P-20",
                "In production, acts that give power must be signed with a FIDO key that asks for PIN or fingerprint.",
                who: "the same person, with such a key")
        }
        return true
    }
}
