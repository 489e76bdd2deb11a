import Ledger

extension AuthorityRules {
    static let stop = FindingRule(
        "stop", ["P-55"], .fault, title: "Stops in force", word: "stopped",
        answer: "After 72 hours two people can end it: anyone eligible who is not stopped and did not set it (P-56).",
        step: { cause, _ in .propose(EndStop.kind, ["stop": cause.about.text]) }
    ) { seen in
        seen.authority.stops.filter { $0.ended == nil }.compactMap { stop in
            var what = stop.target.text
            if case .key(let fingerprint) = stop.target, let key = seen.authority.key(fingerprint)?.key {
                // Nobody gives a revoked key back, so nobody has anything to answer.
                guard key.revoked == nil else { return nil }
                what = "The key \(what) of p\(key.person)"
            }
            return Cause(
                about: .item("X-\(stop.number)"), place: stop.born,
                says: "\(what) is stopped\(stop.page ? " by page" : "").")
        }
    }
}
