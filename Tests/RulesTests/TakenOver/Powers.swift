import Ledger
import Rules

extension Authority {
    /// Every power that somebody has at this state, a line each: what a taken-over server wants more of, and what it
    /// would like to take from others.
    func powers(at now: Time) -> Set<String> {
        var lines: Set<String> = [
            "policy \(policy?.digest.hex ?? "")", "Manual \(manual.digest.hex)", "clauses \(clauses.digest.hex)",
            "editions \(editions)", "web \(web.map { "\($0.rp) \($0.origins)" } ?? "")",
        ]
        for person in people.map({ $0 }) where person.stopped == nil { lines.insert("p\(person.number) acts") }
        for key in keys.map({ $0 }) where key.revoked == nil && key.stopped == nil {
            lines.insert("p\(key.person) signs with \(key.fingerprint.hex)")
        }
        for roster in rosters {
            for seat in roster.seats where seat.suspended == nil {
                lines.insert("p\(seat.person) sits in \(roster.group)")
                if seat.leads != nil { lines.insert("p\(seat.person) leads \(roster.group)") }
            }
        }
        return lines
    }
}
