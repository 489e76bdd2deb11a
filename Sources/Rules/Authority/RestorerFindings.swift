import Ledger

/// K-5: somebody can always give back. The loader refuses a policy that names nobody for it; who sits where decides
/// whether there is anybody.
extension AuthorityRules {
    static let noRestorer = FindingRule(
        "no-restorer", ["K-5"], .fault, title: "Stops that nobody can end", word: "nobody can end it",
        answer: "The governing body seats somebody who may end it: in the body concerned, or among its electors."
    ) { seen in
        seen.authority.stops.filter { $0.ended == nil }.compactMap { stop in
            switch stop.target {
            case .act: return nil
            case .key(let fingerprint): guard seen.authority.key(fingerprint)?.key.revoked == nil else { return nil }
            case .person: break
            }
            let left = seen.authority.restorers(of: stop, at: seen.now)
            guard left.count < 2 else { return nil }
            return Cause(
                about: .item("X-\(stop.number)"), place: stop.born,
                says: "X-\(stop.number) stops \(stop.target.text), and \(left.people) could end it; it takes two.")
        }
    }

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

extension Authority {
    /// Who could end a stop now.
    package func restorers(of stop: Stop, at now: Time) -> [Int] {
        let subject = stopSubject(stop.target, stoppers: stop.by)
        return people.map(\.number).filter { !isAuditor($0) && restorerStanding($0, of: subject, at: now) != nil }
    }
}

extension [Int] {
    /// `nobody`, `only p4`.
    fileprivate var people: String { isEmpty ? "nobody" : "only " + map { "p\($0)" }.joined(separator: ", ") }
}
