import Ledger

extension Scope {
    /// `act.decline`: the person is out, and the act ends when those left cannot meet it (P-34). Not so by a stopped person or
    /// key: they take themselves out, and end nobody's work (K-18).
    package func declineStep(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Self> {
        guard let place = admission.ofPlace, let index = acts.index(at: place) else {
            throw Refusal(
                "P-35", "“of” does not name an act of this part (authority or registers).", field: "of", sort: .notFound
            )
        }
        try requireEmpty(admission.verified.statement.body)
        var open = acts.table[index]
        try requireOpen(open, at: moment.recorded, orStopped: true)
        let subject = subject(of: open)
        let slots = requirement(of: open)?.ways.flatMap(\.slots) ?? []
        let part = slots.contains {
            authority.standing(of: moment.signer, in: $0.pool, for: subject, at: moment.recorded) != nil
        }
        guard part || open.signatures.contains(where: { $0.person == moment.signer }) else {
            throw Refusal("P-34", "p\(moment.signer) could not sign \(open.name), so there is nothing to decline.")
        }
        guard !open.out.contains(moment.signer) else {
            throw Refusal("P-34", "p\(moment.signer) has already declined \(open.name).")
        }
        open.removeSignatures { $0.person == moment.signer }
        open.out.append(moment.signer)
        if speaks(at: moment), !isReachable(open, at: moment.recorded) { open.end = .declined(moment.place) }
        return .replace(index, open, effect: nil)
    }

    /// Whether neither the signer of this moment nor their key is stopped.
    private func speaks(at moment: Moment) -> Bool {
        guard let key = moment.key else { return false }
        return authority.isGood(key, since: moment.place, page: moment.isPage)
            && authority.stands(moment.signer, own: false)
    }

    /// `act.withdraw`: by the proposer the act, by a signer their signature. The first layer has taken the request
    /// id out of use whatever is found here (P-33).
    package func withdrawStep(_ admission: Admission, of place: Int?, at moment: Moment) throws(Refusal) -> Step<Self>?
    {
        guard let actPlace = admission.ofPlace else { return nil }
        guard let index = acts.index(at: actPlace) else {
            throw Refusal(
                "P-35", "“of” does not name an act of this part (authority or registers).", field: "of", sort: .notFound
            )
        }
        // What never stood is taken back before it can: its number is out of use now, and nothing else changes (P-33).
        guard let place else { return nil }
        var open = acts.table[index]
        try requireOpen(open, at: moment.recorded, orStopped: true)
        if place == open.place, open.proposer == moment.signer {
            open.end = .withdrawn(moment.place)
        } else if open.signatures.contains(where: { $0.place == place && $0.person == moment.signer }) {
            open.removeSignatures { $0.place == place && $0.person == moment.signer }
        } else {
            throw Refusal(
                "P-34",
                "This request id belongs neither to p\(moment.signer)’s proposal of \(open.name) nor to one of their signatures on it."
            )
        }
        return .replace(index, open, effect: nil)
    }

    /// Whether the people left could still meet some way, counted slot by slot.
    package func isReachable(_ open: ProposedAct<Self>, at now: Time) -> Bool {
        guard let requirement = requirement(of: open) else { return false }
        return requirement.ways.contains { way in
            (!way.restsOnRuling || open.ruling != nil)
                && way.slots.allSatisfy {
                    candidates(for: $0, of: open, by: requirement, at: now).count >= $0.count || $0.pool == [.holder]
                }
        }
    }

    /// Everybody who could fill a slot of an act now, those who have signed in it included.
    package func candidates(
        for slot: Slot, of open: ProposedAct<Self>, by requirement: Requirement, at now: Time
    ) -> [Int] {
        let subject = subject(of: open)
        return authority.people.map(\.number).filter { person in
            !open.out.contains(person) && !(requirement.excludesProposer && person == open.proposer)
                && authority.standing(of: person, in: slot.pool, for: subject, at: now) != nil
                && authority.stands(person, own: open.kind.narrows && open.named.contains(person))
                && open.act.bars(person, from: slot, in: authority) == nil && rulingBar(person, from: open) == nil
        }
    }

    func requireEmpty(_ body: JSON) throws(Refusal) {
        guard body.members?.isEmpty == true else {
            throw Refusal("P-4", "A statement of this kind has an empty body.", field: "body", sort: .malformed)
        }
    }
}
