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

    static let voidEntry = FindingRule(
        "void-entry", ["P-4", "SP-1.2e"], .fault, title: "Void entries", word: "void",
        answer: "The governing body finds out how it got there and acknowledges it.",
        step: { cause, seen in
            guard case .entry(let place) = cause.begun else { return nil }
            return acknowledging(place, place, in: seen.state)
        }
    ) { seen in
        seen.state.voids.filter { seen.state.acknowledgement(of: $0.place) == nil }.map {
            Cause(about: .entry($0.place), place: $0.place, says: "Entry \($0.place) is void: \($0.refusal.text)")
        }
    }
}
