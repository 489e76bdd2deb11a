import Ledger

/// K-26: what a motion knows of an act on things is its place, kind, proposer and expiry. Whether registers would take the
/// act, and whether it was declined or withdrawn, only some programs see; what decides is the same in all of them.
extension Authority {
    /// What the policy in force asks of an act on things.
    func requirement(of act: ThingEntry) -> Requirement? {
        act.part == .register ? requirement(of: act.kind, opening: act.opening) : nil
    }

    /// What is asked of the act of either part that was proposed at a place.
    package func requirement(ofActAt place: Int) -> Requirement? {
        acts[place: place].map { requirement(of: $0) } ?? thingAct(place).flatMap { requirement(of: $0) }
    }

    /// What has become of the act of either part that was proposed at a place, as far as authority knows; nil where none was.
    package func condition(ofActAt place: Int, at now: Time) -> Condition? {
        if let act = acts[place: place] { return condition(of: act, at: now) }
        guard let thing = thingAct(place) else { return nil }
        // Of a kind that no policy knew nothing was ever asked: nobody can decide it.
        guard let expires = thing.expires else { return .lapsed("the policy had no rule for \(thing.kind)") }
        return condition(
            place: place, part: thing.part, expires: expires, opening: thing.opening, changed: changed[thing.kind],
            at: now)
    }

    /// The motion by which an act on things may take effect now: carried, seen by the signer, and not taken back (P-22).
    func carriedMotion(ofActAt place: Int, seen: Int) throws(Refusal) -> Motion {
        guard let motion = motion(ofActAt: place), case .carried(let decided) = motion.outcome else {
            throw Refusal(
                "P-50", "A-\(place) needs a carried motion and has none.",
                who: requirement(ofActAt: place)?.motion.map { "a motion of “\($0.body)”" } ?? "")
        }
        guard decided < seen else {
            throw Refusal(
                "P-50",
                "\(motion.name) was carried at entry \(decided), after the log that the signer had seen. Fetch the log and sign again."
            )
        }
        guard !isReversed(motion.place), !isReversed(place) else {
            throw Refusal(
                "P-22", "\(motion.name) rests on a disowned key, and two people reversed it.",
                who: "a new proposal with a motion of its own")
        }
        return motion
    }

    /// Who signs in the slot `motion`: one of the two who closed the motion, in standing still and in no conflict.
    package func isCloser(_ person: Int, of motion: Motion, at now: Time) -> Bool {
        [motion.firstClosed?.person, motion.lastCloser].contains(person) && !isBarred(person, from: motion)
            && membership(of: person, in: motion.body, at: now) != nil
    }
}

extension Scope {
    /// `register/act.sign` in the slot `motion`: the word of one who closed the motion that its act takes effect. Refused
    /// until all else is there, as the second closing is for an act of authority (P-50).
    func carryOut(_ index: Int, body: JSON, signature: Signature?, at moment: Moment) throws(Refusal) -> Step<Self> {
        var open = acts.table[index]
        try requireOpen(open, at: moment.recorded)
        try requireEmpty(body)
        let motion = try authority.carriedMotion(ofActAt: open.place, seen: moment.seen)
        try authority.requireYounger(open.place, than: moment.key)
        guard let key = moment.key, authority.isGood(key, since: moment.place, page: moment.isPage),
            !open.out.contains(moment.signer), authority.isCloser(moment.signer, of: motion, at: moment.recorded)
        else {
            throw Refusal(
                "P-50", "p\(moment.signer) is not one of the two who closed \(motion.name), or may no longer decide.",
                who: authority.closers(ofActAt: open.place).map { "p\($0)" }.joined(separator: " or "))
        }
        guard try authority.widensLocally(signature, kind: nil, isPage: moment.isPage) else {
            throw Refusal(
                "P-50",
                "The signature that puts a motion’s decision into effect must be made on the signer’s own machine.",
                who: "the same person, with a key on their own machine")
        }
        if authority.editions.place(of: Self.part) >= moment.seen {
            throw Refusal(
                "P-61",
                "A new edition of the rules came into force after the log that the signer had seen. Fetch the log and sign again."
            )
        }
        let effect = try carried(open, closers: authority.closers(ofActAt: open.place), at: moment)
        open.signatures.append(
            Signed(person: moment.signer, slot: Slot.motion, place: moment.place, local: true, key: key))
        open.end = .inEffect(moment.place)
        return .replace(index, open, effect: effect)
    }
}
