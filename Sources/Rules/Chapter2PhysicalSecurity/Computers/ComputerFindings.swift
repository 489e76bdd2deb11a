import Ledger

extension PhysicalSecurity {
    /// What the gate of service asks for must hold as long as it serves: by its clauses, one after the other.
    static let computerLacks = FindingRule(
        "computer-lacks", ["SP-2.2.1d", "SP-2.2.2", "SP-3.2", "SP-3.2.1"], .fault,
        title: "Computers in service that lack something", word: "lacks something",
        answer: "What is missing is supplied, or it is taken out of service.",
        speaksPerClause: true,
        step: { cause, _ in .propose(WithdrawComputer.kind, ["computer": cause.about.text]) }
    ) { seen in
        seen.world.physical.computers.compactMap { computer in
            guard computer.state(in: seen.world) == .inService, let served = computer.service.opening(seen.world).last
            else { return nil }
            let lacks = computer.lacks(in: seen.world)
            guard !lacks.isEmpty else { return nil }
            return Cause(
                about: .item(computer.id.text), place: served.place,
                says: "\(computer.id.text), “\(computer.given.hostname.text)”, is in service and lacks "
                    + lacks.map(\.what).joined(separator: "; ") + ".", clauses: lacks.map(\.clause).distinct)
        }
    }

    /// SP-2.2.2: with a service security risk a computer goes, and its media with it.
    static let computerToRetire = FindingRule(
        "computer-to-retire", ["SP-2.2.2"], .due, title: "Computers with a service security risk", word: "to retire",
        answer: "Its media leave it, and it is retired.",
        step: { cause, _ in .propose(RetireComputer.kind, ["computer": cause.about.text]) }
    ) { seen in
        seen.world.physical.computers.compactMap { computer in
            guard computer.retirement(in: seen.world) == nil,
                let fault = computer.faults.shutting(seen.world).first(where: { $0.value == .yes })
            else { return nil }
            let media = computer.media(in: seen.world)
            return Cause(
                about: .item(computer.id.text), place: fault.place, since: fault.happened,
                says:
                    "\(computer.id.text), “\(computer.given.hostname.text)”, has a service security risk and is not retired"
                    + (media.isEmpty ? "." : "; in it: \(media.map(\.text).joined(separator: ", ")).")
            )
        }
    }
}
