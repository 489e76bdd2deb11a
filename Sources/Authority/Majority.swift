import Ledger

/// What the votes on a motion must reach (P-50, P-23).
package struct Majority: Equatable, Sendable {
    /// Yes at least.
    package let floor: Int
    /// How many are seated, where yes of more than half of them is asked, and how many of the yes are made on the voters'
    /// own machines; nil where what narrows needs neither.
    package let seated: Int?
    package let local: Int

    package func isMet(by votes: [Vote]) -> Bool {
        let yes = votes.count { $0.choice == .yes }
        guard yes > votes.count(where: { $0.choice == .no }), yes >= floor else { return false }
        guard let seated else { return true }
        guard yes * 2 > seated else { return false }
        return votes.count { $0.choice == .yes && $0.local } >= local
    }
}

/// Which votes counted where a motion was decided, and what they had to reach. Kept, because seats and the policy change:
/// whether a disowned vote decided it is asked much later (K-17).
package struct MotionCount: Equatable, Sendable {
    /// The places of the votes, ascending, and of those that counted as abstentions.
    package let votes: [Int]
    package let abstained: [Int]
    package let majority: Majority
    /// Everybody seated in the body then.
    package let seated: Int

    var line: JSON {
        .line([
            "abstained": abstained.isEmpty ? nil : .numbers(abstained),
            "floor": .integer(majority.floor), "local": majority.seated.map { _ in .integer(majority.local) },
            "seated": .integer(seated), "votes": .numbers(votes),
        ])
    }
}

extension Authority {
    /// SP-9.1.5b: what a motion's votes must reach now: more yes than no and the policy's floor; where it widens, yes of more than
    /// half of all seated too, and the floor of P-23 in votes made on people's own machines.
    package func majority(of motion: Motion, at now: Time) -> Majority {
        let floor = max(2, requirement(of: motion)?.motion?.floor ?? 2)
        guard needsMajority(motion) else { return Majority(floor: floor, seated: nil, local: 0) }
        return Majority(
            floor: floor, seated: seated(in: motion.body, at: now).count,
            local: act(of: motion)?.kind.changesRules == true ? 3 : 2)
    }

    package func isCarried(_ motion: Motion, at now: Time) -> Bool {
        majority(of: motion, at: now).isMet(by: counted(motion, at: now))
    }

    /// What is kept of a motion that is decided now.
    func count(of motion: Motion, at now: Time) -> MotionCount {
        let votes = counted(motion, at: now)
        let forced = votes.filter { vote in
            vote.choice == .abstain && motion.votes.contains { $0.place == vote.place && $0.choice != .abstain }
        }
        return MotionCount(
            votes: votes.map(\.place).sorted(), abstained: forced.map(\.place).sorted(),
            majority: majority(of: motion, at: now),
            seated: seated(in: motion.body, at: now).count)
    }

    /// Whether yes of more than half of all seated is asked: where the motion widens, and where it ends a seat of the body
    /// that decides or of the one that governs. That changes every later majority: two of four would end the seats of
    /// the other two, whom they had stopped, and be the whole body (K-4).
    package func needsMajority(_ motion: Motion) -> Bool {
        guard let act = act(of: motion), act.kind.narrows else { return true }
        let ended = act.act.seatsEnded(in: self)
        return ended.contains(motion.body) || ended.contains { $0 == policy?.governs }
    }
}
