import Ledger

// When an act takes effect: by enough signatures alone, or, where a motion is asked, by what closes the motion.

extension Scope {
    /// The effect, if this statement meets the requirement and no motion is asked; the check holds once more. SP-9.1.5a: where
    /// one is asked, no number of signatures brings the act into effect; `carryOut` below does, by whoever closes the motion.
    package func effect(of open: ProposedAct<Self>, at moment: Moment) throws(Refusal) -> Moment? {
        let byMotion = requirement(of: open)?.motion != nil
        // A way by ruling stands beside a motion: the ruling was decided instead (P-52).
        let ways = count(open, at: moment.recorded).filter {
            $0.lacking == nil && !$0.slots.isEmpty && (!byMotion || $0.way.restsOnRuling)
        }
        guard let met = ways.first(where: \.isMetLocally) ?? ways.first else { return nil }
        var effect = moment
        effect.byPage = !met.isMetLocally
        effect.signed = met.signers.map(\.person).sorted()
        effect.by = effect.signed
        return try judged(open, at: effect)
    }

    /// The moment of the effect of an act whose motion was carried; throws what it lacks else.
    func carried(_ open: ProposedAct<Self>, closers: [Int], at moment: Moment) throws(Refusal) -> Moment {
        let ways = count(open, at: moment.recorded).filter { !$0.way.restsOnRuling }
        guard let met = ways.first(where: { $0.lacking == nil }) else {
            throw ways.first?.lacking
                ?? Refusal("P-30", "The policy in force has no rule for \(open.kind.name), so nobody may sign it.")
        }
        var effect = moment
        effect.signed = met.signers.map(\.person).sorted()
        effect.by = Array(Set(effect.signed + closers)).sorted()
        return try judged(open, at: effect)
    }

    /// P-32: what held at the proposal must hold again.
    private func judged(_ open: ProposedAct<Self>, at moment: Moment) throws(Refusal) -> Moment {
        var effect = moment
        effect.proposal = open.proposal
        if let refusal = permitLacking(open, at: moment.recorded) { throw refusal }
        try open.act.check(self, at: effect)
        return effect
    }
}

extension Authority {
    /// The effect of a carried motion's act; refused until all else that the act requires is there (P-50).
    mutating func carryOut(actAt place: Int, closers: [Int], at moment: Moment) throws(Refusal) {
        guard let index = acts.index(at: place) else {
            throw Refusal("P-50", "The act that this motion is about no longer exists.")
        }
        var open = acts.table[index]
        let effect = try carried(open, closers: closers, at: moment)
        settle(&open, at: moment)
        take(.replace(index, open, effect: effect))
    }
}
