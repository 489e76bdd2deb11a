import Ledger

/// What a statement about an act changes, ready to be applied without any way to fail.
package enum Step<S: Scope>: Sendable {
    case propose(ProposedAct<S>, effect: Moment?)
    case replace(Int, ProposedAct<S>, effect: Moment?)
    /// Several acts at once (P-36), or a change of the part as a whole.
    case whole(S)
}

extension Step {
    /// Whether it brings an act into effect.
    package var takesEffect: Bool {
        switch self {
        case .propose(_, let moment), .replace(_, _, let moment): moment != nil
        case .whole: false
        }
    }
}

extension Scope {
    package mutating func take(_ step: Step<Self>) {
        switch step {
        case .propose(let open, let effect):
            acts.append(open)
            if let effect { open.act.apply(to: &self, at: effect) }
        case .replace(let index, let open, let effect):
            acts.replace(index, by: open)
            if let effect { open.act.apply(to: &self, at: effect) }
        case .whole(let whole): self = whole
        }
    }

    /// A proposal: the body is read, its ids exist, the policy lets its proposer propose, the check holds.
    package func propose(
        _ act: any Act<Self>, kind: Kind, admission: Admission, at spoken: Moment
    ) throws(Refusal) -> Step<Self> {
        var moment = spoken
        let statement = admission.verified.statement
        let signature = admission.verified.signature
        try requireKnown(act, kind: kind, body: statement.body, seen: moment.seen)
        let opening = authority.stands(underOpening: kind.name, at: moment.recorded)
        guard let requirement = requirement(for: act, kind: kind.name, opening: opening) else {
            throw unasked(act, kind: kind)
        }
        if let changed = changed(act, kind: kind.name), changed >= moment.seen, !opening {
            throw Refusal(
                "P-34",
                "Entry \(changed) changed who must sign this kind, and the signer had not seen that. Fetch the log and sign again."
            )
        }
        if authority.editions.place(of: Self.part) >= moment.seen {
            throw Refusal(
                "P-61",
                "A new edition of the rules came into force after the log that the signer had seen. Fetch the log and sign again."
            )
        }
        for field in kind.encloses
        where !statement.enclosures.contains(where: { $0.sha256.hex == statement.body[field]?.text }) {
            throw Refusal("P-7", "The statement must list the enclosure that “\(field)” names.", field: field)
        }
        var open = ProposedAct<Self>(
            kind: kind, act: act, place: moment.place, hash: admission.verified.hash, proposer: moment.signer,
            proposed: moment.recorded, expires: moment.recorded.adding(requirement.expires), opening: opening,
            named: act.named(in: authority), groups: groups(act, kind: kind, body: statement.body))
        open.parts = statement.detached.map(\.name)
        open.ruling = try authority.ruling(under: statement, seen: moment.seen)
        if open.ruling != nil { open.names = kind.names(in: statement.body) }
        if let note = kind.detached.first(where: { $0.required && !open.parts.contains($0.name) }) {
            throw Refusal(
                kind.clauses.first ?? "P-4", "The part “\(note.name)” is missing: \(note.label).", field: note.name,
                sort: .malformed)
        }
        // The loader refuses such a policy (K-26); a fold reads it by its form alone (K-9).
        guard Self.part == .authority || requirement.motion == nil || open.named.isEmpty else {
            throw Refusal(
                "K-26", "An act on things that names a person cannot be decided by a motion.",
                who: "the governing body, by a change of policy")
        }
        moment.proposal = open.proposal
        try requireProposer(moment, of: open, by: requirement)
        try requirePermit(open, at: moment)
        try act.check(self, at: moment)
        if let slot = statement.slot {
            try requireNoDemand(slot, of: open, by: requirement)
            let signed = try sign(
                open, slot: slot, signature: signature, at: moment, asked: false, body: statement.body)
            open.signatures.append(signed)
        }
        let effect = try effect(of: open, at: moment)
        if effect != nil { settle(&open, at: moment) }
        return .propose(open, effect: effect)
    }

    /// K-7: a slot that asks something of its signer asks it at every door, and a proposal's body cannot answer: whoever
    /// never heard the words of a key would be its witness by asking for it.
    private func requireNoDemand(
        _ slot: String, of open: ProposedAct<Self>, by requirement: Requirement
    ) throws(Refusal) {
        guard open.act.asks(slot: slot).members?.isEmpty != true,
            requirement.ways.flatMap(\.slots).contains(where: { $0.name == slot })
        else { return }
        throw Refusal(
            "K-7",
            "A signature in the slot “\(slot)” must say what its signer heard or compared, and a proposal cannot say that.",
            who: "the proposer, by signing the act afterwards", field: "slot")
    }

    /// The groups by which an act's pools are worked out, by field.
    package func groups(_ act: any Act<Self>, kind: Kind, body: JSON) -> [String: String] {
        guard let restored = act.restored(in: authority) else { return kind.groups(in: body) }
        return restored.reduce(into: [:]) { $0.merge($1.groups) { first, _ in first } }
    }

    /// P-35 and P-9: every id exists at the statement's head, every group in the policy.
    private func requireKnown(
        _ act: any Act<Self>, kind: Kind, body: JSON, seen: Int
    ) throws(Refusal) {
        for (field, item) in kind.items(act) {
            guard let born = born(item), born < seen else {
                throw Refusal(
                    "P-35", "\(item.text) was not in the log that the signer had seen.", field: field,
                    sort: .notFound)
            }
        }
        try authority.requireGroups(of: kind, in: body)
    }

    private func requireProposer(
        _ moment: Moment, of open: ProposedAct<Self>, by requirement: Requirement
    ) throws(Refusal) {
        let own = open.kind.narrows && open.named.contains(moment.signer)
        guard let key = moment.key,
            authority.isGood(key, since: moment.place, page: moment.isPage, ending: open.act.endsKey),
            authority.stands(moment.signer, own: own)
        else {
            throw Refusal(
                "P-55", "p\(moment.signer) or the key that signed is stopped.", who: "two people who may end the stop")
        }
        // Whom an act names may ask for it; they fill no slot anyway (P-30).
        let subject = Subject(
            proposer: 0, named: [], groups: open.groups, place: nil, stop: open.act.stopSubject(in: authority))
        let asOwn = requirement.propose.contains(.named) && open.named.contains(moment.signer)
        guard
            asOwn
                || authority.standing(of: moment.signer, in: requirement.propose, for: subject, at: moment.recorded)
                    != nil
        else {
            throw Refusal(
                requirement.clauses.first ?? "P-30", "p\(moment.signer) may not propose this.",
                who: requirement.propose.map(\.text).joined(separator: " or "))
        }
    }
}

extension Authority {
    /// P-35: every group that a body names is one of the policy, of the sort that its field asks for.
    package func requireGroups(of kind: Kind, in body: JSON) throws(Refusal) {
        for (field, code, sort) in kind.namedGroups(in: body) {
            guard let group = policy?.groups[code], sort == nil || group.sort == sort else {
                throw Refusal(
                    "P-35", "The policy has no \(sort?.rawValue ?? "group") “\(code)”.", field: field, sort: .notFound)
            }
        }
    }
}
