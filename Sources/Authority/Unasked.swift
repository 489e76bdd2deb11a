import Ledger

/// SP-1.2h: every act is authorised by something. What the policy in force has no rule for is refused, whoever proposes it.
extension Scope {
    /// What to say of an act about which nothing says who must sign it: nobody can.
    package func unasked(_ act: any Act<Self>, kind: Kind) -> Refusal {
        guard act.restored(in: authority) != nil else {
            return Refusal("P-30", "The policy in force has no rule for \(kind.name), so nobody may sign it.")
        }
        return Refusal(
            "P-56", "The policy does not say how to grant the stopped thing again, so this stop cannot end early.",
            who: "two people who may end the stop, after 72 hours")
    }
}
