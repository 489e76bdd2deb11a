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
    var people: String { isEmpty ? "nobody" : "only " + map { "p\($0)" }.joined(separator: ", ") }
}
