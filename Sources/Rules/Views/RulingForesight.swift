import Authority
import Ledger

/// What one direction of a ruling would permit, for those who are about to sign it (P-52).
package struct PermitForeseen: Sendable {
    package let direction: Direction
    /// The kind that it permits; nil where it permits nothing.
    package let kind: Kind?
    /// Whether the policy in force opens a way, or sets a rule aside, for acts of this kind that rest on a ruling. Where it does
    /// not, they need what they always need.
    package let opensWay: Bool
    /// Acts of the past year that it would have covered, oldest first, with the size of the log at which each is judged.
    package let past: [(place: Int, size: Int)]
}

/// What would have become of an act of the past under a ruling: its own checks, at its own time.
package enum PastVerdict: Sendable, Equatable {
    /// It took effect, under the ruling with this number or without any.
    case inEffect(under: Int?)
    /// With the signatures that it had.
    case permitted(by: [Int])
    case lacked(Refusal)
}

extension State {
    /// Each direction with what it would permit, and with what it would have covered in the past year.
    package func foreseen(_ directions: Directions, at now: Time) -> [PermitForeseen] {
        directions.list.map { direction in
            guard direction.sort == .permit, let kind = direction.kind.flatMap({ Kind.named($0) }) else {
                return PermitForeseen(direction: direction, kind: nil, opensWay: false, past: [])
            }
            let ways = authority.policy?.kinds[kind.name]?.ways ?? []
            let asksTeam = [AppointToTeam.kind, Appoint.kind, AppointLeader.kind].contains(kind.name)
            let past =
                kind.part == .authority
                ? authority.covered(by: direction, of: kind, before: log.size, since: now.adding(-Self.pastSeen))
                : world.covered(by: direction, of: kind, before: log.size, since: now.adding(-Self.pastSeen))
            return PermitForeseen(
                direction: direction, kind: kind, opensWay: asksTeam || ways.contains(where: \.restsOnRuling),
                past: past)
        }
    }

    private static let pastSeen = 366 * StatementSort.day

    /// What would have become of the act at a place had this direction stood: this state is the one of its last signature, and the
    /// act's requirement, floor and check are asked as they are at every effect.
    package func verdict(
        on place: Int, under direction: Direction, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> PastVerdict {
        if let open = authority.acts[place: place] {
            return authority.supposing(direction).verdict(on: open, log: log, enclosed: enclosed)
        }
        var world = world
        guard let open = world.acts[place: place] else {
            return .lacked(Refusal("P-35", "There is no A-\(place).", sort: .notFound))
        }
        world.authority = authority.supposing(direction)
        return world.verdict(on: open, log: log, enclosed: enclosed)
    }
}

extension Authority {
    /// As if a ruling with this one direction had been in force for long, given by nobody here.
    fileprivate func supposing(_ direction: Direction) -> Authority {
        var copy = self
        copy.suppose(direction)
        return copy
    }
}

extension Scope {
    fileprivate func covered(
        by direction: Direction, of kind: Kind, before size: Int, since: Time
    ) -> [(place: Int, size: Int)] {
        acts.index.made(kind.name).map { acts.table[$0] }.filter { act in
            act.proposed >= since && direction.covers(kind: kind.name, naming: kind.names(in: kind.body(of: act.act)))
        }.map { act in
            let last = ([act.place, act.end?.place ?? 0] + act.signatures.map(\.place)).max() ?? act.place
            return (act.place, last + 1)
        }
    }

    fileprivate func verdict(
        on act: ProposedAct<Self>, log: Log, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> PastVerdict {
        if case .inEffect? = act.end { return .inEffect(under: act.ruling) }
        var open = act
        open.end = nil
        open.ruling = authority.cases.rulings.count
        open.names = act.kind.names(in: act.kind.body(of: act.act))
        let last = log.rows.at(log.size - 1)
        let now = last?.recorded ?? act.proposed
        let moment = Moment(
            place: log.size, recorded: now, clock: log.clock ?? now, seen: log.size, signer: act.proposer, key: nil,
            isPage: false, enclosed: enclosed)
        do throws(Refusal) {
            if let refusal = permitLacking(open, at: now) { throw refusal }
            if let met = try effect(of: open, at: moment) { return .permitted(by: met.by) }
            let lacking = count(open, at: now).first { $0.way.restsOnRuling }?.lacking
            return .lacked(lacking ?? Refusal("P-50", "Its motion was not carried."))
        } catch {
            return .lacked(error)
        }
    }
}
