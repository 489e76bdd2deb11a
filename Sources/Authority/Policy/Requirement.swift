/// What an act of one kind needs before it takes effect (P-30): one compiled, closed object.
package struct Requirement: Sendable, Equatable {
    /// Its canonical bytes. Open acts lapse when these change (P-34), so they are what is compared.
    package let compiled: [UInt8]
    /// Clauses that it makes true, in the policy's order; a refusal names them.
    package let clauses: [String]
    /// Seconds from the proposal after which the act has expired.
    package let expires: Int
    /// Who may propose.
    package let propose: [Pool]
    /// Any one of these is enough. One way without slots where a motion alone decides.
    package let ways: [Way]
    /// Whether the proposer may fill no slot.
    package let excludesProposer: Bool
    /// Whether whom the act names may fill no slot. The slot of the key's holder is not touched by it.
    package let excludesNamed: Bool
    /// Whether page signatures are of passkeys that stay on one device (P-20).
    package let deviceBound: Bool
    /// The motion that must carry besides; none: no motion.
    package let motion: MotionRule?
}

/// One way to meet a requirement: all its slots filled, each person in one of them only. Where slots have pools of their own,
/// one of each signs: a task is split between people from different areas (SP-1.2f).
package struct Way: Sendable, Equatable {
    package let slots: [Slot]
    /// Open only where a ruling permits the act; then no motion is asked (P-52).
    package let restsOnRuling: Bool

    package init(slots: [Slot], restsOnRuling: Bool = false) {
        (self.slots, self.restsOnRuling) = (slots, restsOnRuling)
    }
}

/// A place for signatures: so many different people from these pools.
package struct Slot: Sendable, Equatable {
    /// Name that a signature gives (`slot` in its statement).
    package let name: String
    /// The name that no policy gives: one who closed an act's motion signs in it (P-50).
    package static let motion = "motion"
    /// How many people, 1 to 20.
    package let count: Int
    /// Whoever is in any of these may sign.
    package let pool: [Pool]

    package init(name: String, count: Int, pool: [Pool]) {
        self.name = name
        self.count = count
        self.pool = pool
    }
}

/// A motion that must carry for an act (P-50).
package struct MotionRule: Sendable, Equatable {
    /// Code of the body that votes.
    package let body: String
    /// Fewest yes votes, 2 to 20; more than half of all seated is asked besides, by the code.
    package let floor: Int
    /// Whether votes of members who are active in the area of the act count as abstentions (SP-9.1.5b).
    package let activeAbstain: Bool

    package init(body: String, floor: Int, activeAbstain: Bool = false) {
        (self.body, self.floor, self.activeAbstain) = (body, floor, activeAbstain)
    }
}
