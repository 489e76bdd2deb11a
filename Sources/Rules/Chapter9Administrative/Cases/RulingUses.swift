import Authority
import Ledger

// What was done under a ruling, in either part: each use is told to its Arbitrator (SP-9.3.2c).

/// An act in effect that rests on a ruling.
package struct RulingUse: Sendable, Equatable {
    package let name: String
    package let kind: Kind
    package let proposer: Int
    /// The place at which it took effect.
    package let effect: Int

    package static func == (one: Self, other: Self) -> Bool { one.name == other.name && one.effect == other.effect }
}

extension World {
    /// In the order in which they took effect.
    package func uses(of ruling: Ruling) -> [RulingUse] {
        (authority.resting(on: ruling) + resting(on: ruling)).sorted { $0.effect < $1.effect }
    }

    /// How often a direction permitted something, wherever its kind belongs.
    package func uses(of direction: RulingDirection) -> Int {
        direction.says.kind?.hasPrefix("register/") == true
            ? timesUsed(direction) : authority.timesUsed(direction)
    }
}

extension Scope {
    fileprivate func resting(on ruling: Ruling) -> [RulingUse] {
        acts.index.resting(on: ruling.number).map { acts.table[$0] }.map { act in
            RulingUse(name: act.name, kind: act.kind, proposer: act.proposer, effect: act.end?.place ?? act.place)
        }
    }
}

extension Ruling {
    /// From when on it permits something (P-52).
    package var permitsFrom: Time { recorded.adding(Self.waiting) }
}

extension Authority {
    /// The direction that excepts a clause now; nil: none does.
    package func exemption(from clause: String, at now: Time) -> RulingDirection? {
        cases.directions.first { direction in
            guard direction.says.sort == .exempt, direction.says.clause == clause, !direction.says.isOver(at: now),
                let ruling = cases.rulings.at(direction.ruling - 1)
            else { return false }
            return isSilent(ruling) == nil && now >= ruling.permitsFrom
        }
    }

    /// The rulings that permit an act of this kind now, oldest first: what a form offers.
    package func rulings(permitting kind: String, at now: Time) -> [Ruling] {
        cases.rulings.filter { ruling in
            isSilent(ruling) == nil && now >= ruling.permitsFrom
                && directions(of: ruling).contains { $0.says.kind == kind && !$0.says.isOver(at: now) }
        }
    }
}
