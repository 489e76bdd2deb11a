import Ledger

extension Scope {
    /// What would become of one person's signature on several acts (P-36), in their order, each on a copy that the next one
    /// sees: nil for one that counts, else why it would be left out. A view; `decide` judges the signed statement.
    package func foresee(signing acts: [(place: Int, slot: String)], at moment: Moment) -> [Refusal?] {
        var copy = self
        return acts.map { act in
            do throws(Refusal) {
                guard let index = copy.acts.index(at: act.place) else {
                    throw Refusal("P-35", "There is no act A-\(act.place) of this part.", sort: .notFound)
                }
                guard copy.acts.table[index].act.asks(slot: act.slot).members?.isEmpty == true else {
                    throw Refusal(
                        "P-36",
                        "A signature on \(copy.acts.table[index].name) says something of its own. Make it alone.")
                }
                copy.take(try copy.signStep(index, slot: act.slot, body: .object([]), signature: nil, at: moment))
                return nil
            } catch { return error }
        }
    }
}
