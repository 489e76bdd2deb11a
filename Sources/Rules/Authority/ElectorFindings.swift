import Ledger

/// K-5, SP-1.2c: who sits where decides whether two of a body could stop all others for good.
extension AuthorityRules {
    static let fewElectors = FindingRule(
        "few-electors", ["K-5", "SP-1.2c"], .due, title: "Bodies that two of their members could stop for good",
        word: "few electors",
        answer: "Whoever fills the groups of its electors appoints somebody who is not in the body."
    ) { seen in
        guard let policy = seen.authority.policy else { return [] }
        return policy.seatingBodies.compactMap { body in
            guard let group = policy.groups[body], seen.authority.roster(body)?.seats.isEmpty == false else {
                return nil
            }
            let electors = policy.electors(of: body)
            let inside = seen.authority.standing(in: [body], at: seen.now)
            let outside = seen.authority.standing(in: electors, at: seen.now).subtracting(inside).sorted()
            guard outside.count < 2 else { return nil }
            let places = ([group] + electors.compactMap { policy.groups[$0] }).map {
                seen.authority.lastLoss(in: $0, at: seen.now)
            }
            return Cause(
                about: .group(body), place: places.max() ?? 0,
                says: "\(group.title): two could stop all others, and \(outside.people) could give them back; it takes "
                    + "two of \(electors.compactMap { policy.groups[$0]?.title }.joined(separator: " or ")).")
        }
    }
}
