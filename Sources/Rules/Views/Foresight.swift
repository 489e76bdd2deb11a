import Ledger

extension State {
    /// What would be refused of a proposal that this person made now, so that nobody signs in vain; nil if nothing is
    /// known against it. A view: `decide` judges the signed statement again. `ruling` is the number of the ruling on which it
    /// would rest.
    package func objection(to kind: Kind, _ body: JSON, by person: Int, under ruling: Int? = nil, at now: Time)
        -> Refusal?
    {
        do throws(Refusal) {
            var moment = moment(person, now)
            if ruling != nil {
                moment.proposal = Proposal(place: log.size, hash: .ofNothing, parts: [], ruling: ruling)
            }
            try authority.judgePast(kind.name, body, log: log, at: moment)
            if let found = Authority.catalogue[kind.name] {
                try authority.foresee(try found.reader.read(body), kind: kind, by: person, at: moment)
            } else if let found = World.catalogue[kind.name] {
                try world.foresee(try found.reader.read(body), kind: kind, by: person, at: moment)
            }
            guard let changes = ValueChanges(of: kind.name, body),
                let fault = PolicyLoader.faults(of: changes, in: authority).first
            else { return nil }
            return Refusal("K-9", fault.line, field: "changes", sort: .malformed)
        } catch { return error }
    }

    /// The slot that a proposal by this person would fill by itself: one that is open to them and asks nothing of its own;
    /// nil where there is none, or where the proposer signs nothing.
    package func ownSlot(of kind: Kind, _ body: JSON, by person: Int, ruled: Bool = false, at now: Time) -> String? {
        if let act = try? Authority.catalogue[kind.name]?.reader.read(body) {
            return authority.ownSlot(of: act, kind: kind, body, by: person, ruled: ruled, at: now)
        }
        guard let act = try? World.catalogue[kind.name]?.reader.read(body) else { return nil }
        return world.ownSlot(of: act, kind: kind, body, by: person, ruled: ruled, at: now)
    }

    /// As if this person signed now.
    func moment(_ person: Int, _ now: Time) -> Moment {
        Moment(
            place: log.size, recorded: now, clock: max(log.clock ?? now, now), seen: log.size, signer: person,
            key: nil, isPage: false,
            enclosed: { _ in nil })
    }
}

extension Scope {
    fileprivate func ownSlot(
        of act: any Act<Self>, kind: Kind, _ body: JSON, by person: Int, ruled: Bool, at now: Time
    ) -> String? {
        let opening = authority.stands(underOpening: kind.name, at: now)
        guard let requirement = requirement(for: act, kind: kind.name, opening: opening),
            !requirement.excludesProposer
        else { return nil }
        let subject = Subject(
            proposer: person, named: act.named(in: authority), groups: groups(act, kind: kind, body: body), place: nil,
            stop: act.stopSubject(in: authority))
        let ways = ruled ? requirement.ways.filter(\.restsOnRuling) + requirement.ways : requirement.ways
        return ways.filter { ruled || !$0.restsOnRuling }.flatMap(\.slots).first { slot in
            act.asks(slot: slot.name).members?.isEmpty == true
                && act.bars(person, from: slot, in: authority) == nil
                && authority.standing(of: person, in: slot.pool, for: subject, at: now) != nil
        }?.name
    }

    /// Who may propose and what must hold; the signature's own questions are left to `decide`.
    fileprivate func foresee(_ act: any Act<Self>, kind: Kind, by person: Int, at moment: Moment)
        throws(Refusal)
    {
        let opening = authority.stands(underOpening: kind.name, at: moment.recorded)
        guard let requirement = requirement(for: act, kind: kind.name, opening: opening) else {
            throw unasked(act, kind: kind)
        }
        let named = act.named(in: authority)
        let subject = Subject(
            proposer: 0, named: [], groups: groups(act, kind: kind, body: kind.body(of: act)), place: nil,
            stop: act.stopSubject(in: authority))
        let asOwn = requirement.propose.contains(.named) && named.contains(person)
        guard
            asOwn
                || authority.standing(of: person, in: requirement.propose, for: subject, at: moment.recorded)
                    != nil
        else {
            throw Refusal(
                requirement.clauses.first ?? "P-30", "p\(person) may not propose this.",
                who: requirement.propose.map(\.text).joined(separator: " or "))
        }
        try act.check(self, at: moment)
    }
}
