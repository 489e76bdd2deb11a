import Ledger

extension Scope {
    /// What would become of one person's signature on several acts (P-36), in their order, each on a copy that the next one
    /// sees: nil for one that counts, else why it would be left out. A view; `decide` judges the signed statement.
    package func foresee(signing acts: [(place: Int, slot: String)], at moment: Moment) -> [Refusal?] {
        var copy = self
        return acts.map { act in
            do throws(Refusal) {
                copy.take(try copy.foreseenStep(act.place, slot: act.slot, at: moment))
                return nil
            } catch { return error }
        }
    }

    private func foreseenStep(_ place: Int, slot name: String, at moment: Moment) throws(Refusal) -> Step<Self> {
        guard let index = acts.index(at: place) else {
            throw Refusal("P-35", "There is no act A-\(place) of this part.", sort: .notFound)
        }
        var open = acts.table[index]
        try requireOpen(open, at: moment.recorded)
        guard let requirement = requirement(of: open) else {
            throw Refusal("P-30", "The policy in force says nothing about \(open.kind.name).")
        }
        let clause = requirement.clauses.first ?? open.kind.clauses.first ?? "P-30"
        guard let slot = requirement.ways.flatMap(\.slots).first(where: { $0.name == name }), slot.pool != [.holder]
        else {
            throw Refusal(clause, "\(open.name) has no slot “\(name)” that a common statement can fill.", field: "slot")
        }
        guard open.act.asks(slot: name).members?.isEmpty == true else {
            throw Refusal(clause, "A signature on \(open.name) says something of its own: it is made alone.")
        }
        guard !moment.isPage || !open.kind.isLocal else {
            throw Refusal(
                "P-42", "This kind takes signatures made on one's own machine only.",
                who: "the same person, with a key of that sort")
        }
        try authority.requireYounger(open.place, than: moment.key)
        try requireEligible(moment, slot: slot, of: open, by: requirement, clause: clause)
        let signed = Signed(
            person: moment.signer, slot: name, place: moment.place, local: !moment.isPage, key: moment.key)
        try requireBetter(signed, than: open, at: moment.recorded)
        open.signatures.removeAll { $0.person == signed.person }
        open.signatures.append(signed)
        let effect = try effect(of: open, at: moment)
        if effect != nil { open.end = .inEffect(moment.place) }
        return .replace(index, open, effect: effect)
    }
}
