import Ledger

// SP-1.2a, dual control: which signatures on an act count, so that it takes effect by different people, each eligible, and
// by no fewer than its requirement asks.

/// A slot of a way with the signatures that count in it.
package struct SlotCount: Sendable {
    package let slot: Slot
    package let counted: [Signed]
    package var missing: Int { max(0, slot.count - counted.count) }
}

/// One way in which a requirement can be met, and how far it is.
package struct WayCount: Sendable {
    package let way: Way
    package let slots: [SlotCount]
    package var signers: [Signed] { slots.flatMap(\.counted) }
    /// What the signatures lack; the motion is counted apart.
    package let lacking: Refusal?
    /// Met by signatures made on people's own machines alone, whatever page signatures stand beside them: also what the kind
    /// asks of the signers together, or one of a page would make two strangers' signatures a stop of more than pages.
    let isMetLocally: Bool
}

extension Scope {
    /// The requirement under which an act stands; nil when its kind is no longer in the policy.
    package func requirement(of open: ProposedAct<Self>) -> Requirement? {
        requirement(for: open.act, kind: open.kind.name, opening: open.opening)
    }

    /// What an act needs: what the policy says of its kind, or all that giving again what was stopped would need (P-56).
    package func requirement(for act: any Act<Self>, kind: String, opening: Bool) -> Requirement? {
        guard let restored = act.restored(in: authority) else {
            return authority.requirement(of: kind, opening: opening)
        }
        return authority.requirement(toRestore: restored)
    }

    package func subject(of open: ProposedAct<Self>) -> Subject {
        Subject(
            proposer: open.proposer, named: open.named, groups: open.groups, place: open.place,
            stop: open.act.stopSubject(in: authority))
    }

    /// SP-1.2a, SP-1.2f: a person counts once, with however many keys, and in one slot. A later signature takes the place of
    /// their former one, and is refused where it changes nothing (P-32). The holder of a new key signs as p0, who is nobody.
    func add(_ signed: Signed, to open: inout ProposedAct<Self>, at now: Time) throws(Refusal) {
        if let former = open.signatures.first(where: { $0.person == signed.person }) {
            let stillCounts = count(open, at: now).contains { $0.signers.contains(former) }
            let gainsFloor = signed.local && !former.local && open.kind.widens
            guard former.slot != signed.slot || gainsFloor || !stillCounts else {
                throw Refusal(
                    "P-32", "p\(signed.person) has already signed \(open.name) in this slot. A person counts once.")
            }
        }
        open.signatures.removeAll { $0.person == signed.person && signed.person != 0 }
        open.signatures.append(signed)
    }

    /// How far each way of an act's requirement is, every signer judged again at this moment (P-32).
    package func count(_ open: ProposedAct<Self>, at now: Time) -> [WayCount] {
        guard let requirement = requirement(of: open) else { return [] }
        let subject = subject(of: open)
        return requirement.ways.map { way in
            let slots = way.slots.map { slot in
                SlotCount(
                    slot: slot,
                    counted: open.signatures.filter {
                        counts($0, in: slot, of: open, by: requirement, subject: subject, at: now)
                    })
            }
            let lacking = lack(slots, of: way, open, by: requirement, at: now)
            guard lacking == nil else {
                return WayCount(way: way, slots: slots, lacking: lacking, isMetLocally: false)
            }
            let local = slots.map { SlotCount(slot: $0.slot, counted: $0.counted.filter(\.local)) }
            return WayCount(
                way: way, slots: slots, lacking: nil,
                isMetLocally: lack(local, of: way, open, by: requirement, at: now) == nil)
        }
    }

    /// Puts an act in effect, and keeps of one of authority which signatures counted and which it needed: pools, seats and
    /// the policy are others by the time that somebody asks (K-17).
    func settle(_ open: inout ProposedAct<Self>, at moment: Moment) {
        let before = open
        open.end = .inEffect(moment.place)
        guard Self.part == .authority else { return }
        func met(_ act: ProposedAct<Self>) -> [WayCount] {
            count(act, at: moment.recorded).filter {
                $0.lacking == nil && (!$0.slots.isEmpty || requirement(of: act)?.motion != nil)
            }
        }
        open.counted = Set(met(before).flatMap(\.signers).map(\.place)).sorted()
        open.needed = open.counted.filter { place in
            var without = before
            without.signatures.removeAll { $0.place == place }
            return met(without).isEmpty
        }
    }

    /// SP-1.2a: whether a signature counts in a slot now: the person, the key, the pool, without a break since it was made.
    private func counts(
        _ signed: Signed, in slot: Slot, of open: ProposedAct<Self>, by requirement: Requirement, subject: Subject,
        at now: Time
    ) -> Bool {
        guard signed.slot == slot.name, !open.out.contains(signed.person) || signed.person == 0 else { return false }
        if slot.pool == [.holder] { return signed.person == open.named.first ?? 0 }
        let own = open.kind.narrows && open.named.contains(signed.person)
        guard let key = signed.key,
            authority.isGood(key, since: signed.place, page: !signed.local, ending: open.act.endsKey),
            authority.stands(signed.person, own: own),
            !(requirement.excludesProposer && signed.person == open.proposer),
            let since = authority.standing(of: signed.person, in: slot.pool, for: subject, at: now)
        else { return false }
        return since < signed.place && open.act.bars(signed.person, from: slot, in: authority) == nil
            && rulingBar(signed.person, from: open) == nil
    }

    /// SP-1.2a: what one way's signatures lack: people by slot, then the floor in code (P-23), then the kind's own demand.
    private func lack(
        _ slots: [SlotCount], of way: Way, _ open: ProposedAct<Self>, by requirement: Requirement, at now: Time
    ) -> Refusal? {
        let clause = requirement.clauses.first ?? open.kind.clauses.first ?? "P-30"
        if way.restsOnRuling, open.ruling == nil {
            return Refusal(
                "P-52", "This way is open where a ruling permits it; the proposal names none.",
                who: "an Arbitrator and a Case Manager, by \(GiveRuling.kind)")
        }
        for slot in slots where slot.missing > 0 {
            let people = slot.missing == 1 ? "one more signature" : "\(slot.missing) more signatures"
            return Refusal(
                clause, "\(open.name) still needs \(people) in the slot “\(slot.slot.name)”.",
                who: slot.slot.pool.map(\.text).joined(separator: " or "))
        }
        let counted = slots.flatMap(\.counted)
        if requirement.motion == nil || way.restsOnRuling {
            // Nobody helps to give themselves power; what gives nobody any may be signed by whom it is about (K-31).
            let local = Set(
                counted.filter {
                    $0.local && $0.person != 0 && (open.kind.isNeutral || !open.named.contains($0.person))
                }.map(\.person))
            // The two who gave the ruling signed it on their own machines: that is the floor (P-23). One acts on it.
            let floor = way.restsOnRuling ? min(1, open.kind.localFloor) : open.kind.localFloor
            if local.count < floor {
                let rule = open.kind.isNeutral ? "K-31" : "P-23"
                let what = open.kind.isNeutral ? "This act" : "An act that gives power"
                let people = floor == 1 ? "a signature from a key" : "\(floor) signatures from keys"
                return Refusal(rule, "\(what) needs \(people) on people's own machines.")
            }
        }
        return open.act.lacks(counted, in: authority, at: now)
    }
}

extension Authority {
    /// A key at work since a signature of it stood: neither revoked nor stopped, nor stopped in between. A stopped one
    /// still ends itself and nothing else (P-56): in a thief's hands it would resign its owner's seats.
    package func isGood(_ key: Int, since place: Int, page: Bool, ending: Digest? = nil) -> Bool {
        guard let enrolled = keys.at(key), enrolled.revoked == nil else { return false }
        if enrolled.fingerprint == ending { return true }
        guard enrolled.stopped == nil, enrolled.since < place else { return false }
        return !page || pageStands(enrolled, since: place)
    }

    /// A person who is not stopped, or does only what narrows their own (P-56).
    package func stands(_ person: Int, own: Bool) -> Bool {
        guard let known = self.person(person) else { return false }
        return own || known.stopped == nil
    }

    /// The requirement for a kind: the policy's, or the opening's in its place (P-54).
    package func requirement(of kind: String, opening: Bool) -> Requirement? {
        opening ? founding?.opening[kind] : policy?.kinds[kind]
    }

    /// Whether the opening lasts at this time, and has something else to say about a kind.
    package func stands(underOpening kind: String, at now: Time) -> Bool {
        guard let founding, let end = founding.openingEnd, founding.opening[kind] != nil else { return false }
        return now < end
    }
}
