import Ledger

extension State {
    /// What would be refused of a proposal that this person made now, so that nobody signs in vain; nil if nothing is
    /// known against it. A view: `decide` judges the signed statement again.
    package func objection(to kind: Kind, _ body: JSON, by person: Int, at now: Time) -> Refusal? {
        do throws(Refusal) {
            try judgePast(kind.name, body, at: moment(person, now))
            switch kind.reader {
            case .authority(let read):
                try authority.foresee(try read(body), kind: kind, by: person, at: moment(person, now))
            case .register(let read):
                try world.foresee(try read(body), kind: kind, by: person, at: moment(person, now))
            case .record: return nil
            }
            return nil
        } catch { return error }
    }

    /// The rules that a record would break if it were complete now.
    package func foreseenBreaches(of kind: Kind, _ body: JSON, by person: Int, at now: Time) -> [Breach] {
        guard case .record(let read) = kind.reader, let record = try? read(body) else { return [] }
        return record.breaches(in: world, at: moment(person, now))
    }

    /// The slot that a proposal by this person would fill by itself: one that is open to him and asks nothing of its own;
    /// nil where there is none, or where the proposer signs nothing.
    package func ownSlot(of kind: Kind, _ body: JSON, by person: Int, at now: Time) -> String? {
        switch kind.reader {
        case .authority(let read):
            (try? read(body)).flatMap { authority.ownSlot(of: $0, kind: kind, body, by: person, at: now) }
        case .register(let read):
            (try? read(body)).flatMap { world.ownSlot(of: $0, kind: kind, body, by: person, at: now) }
        case .record: nil
        }
    }

    private func moment(_ person: Int, _ now: Time) -> Moment {
        Moment(
            place: log.size, recorded: now, clock: max(log.clock ?? now, now), seen: log.size, signer: person,
            key: nil, isPage: false,
            enclosed: { _ in nil })
    }
}

extension Scope {
    fileprivate func ownSlot(of act: any Act<Self>, kind: Kind, _ body: JSON, by person: Int, at now: Time)
        -> String?
    {
        let opening = authority.stands(underOpening: kind.name, at: now)
        guard let requirement = requirement(for: act, kind: kind.name, opening: opening),
            !requirement.excludesProposer
        else { return nil }
        let subject = Subject(
            proposer: person, named: act.named(in: authority), groups: groups(act, kind: kind, body: body), place: nil,
            stop: act.stopSubject(in: authority))
        return requirement.ways.flatMap(\.slots).first { slot in
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
            proposer: 0, named: [], groups: groups(act, kind: kind, body: Kind.body(of: act)), place: nil,
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
