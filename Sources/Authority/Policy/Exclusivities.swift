import Ledger

/// SP-3.4.2b: pairs of groups that no person may be in together, expanded and the same in both directions.
package struct Exclusivities: Sendable, Equatable {
    /// Every pair, in both directions, by code.
    private let others: [String: Set<String>]

    /// Takes pairs of codes; the order inside a pair does not matter.
    package init(_ pairs: [(String, String)]) {
        var others: [String: Set<String>] = [:]
        for (a, b) in pairs {
            others[a, default: []].insert(b)
            others[b, default: []].insert(a)
        }
        self.others = others
    }

    /// Whether one person may not be in both groups.
    package func excludes(_ a: String, _ b: String) -> Bool { others[a]?.contains(b) ?? false }

    /// Codes of all groups that exclude this one, ascending.
    package func with(_ code: String) -> [String] { (others[code] ?? []).sorted() }
}

extension PolicyReader {
    /// The pairs under `exclusive`; `*`, “all other roles”, is every other group of sort body, office or team.
    ///
    /// A list is never exclusive with a team from which it is drawn: with `*` such teams are left out, named
    /// they are a fault.
    mutating func exclusivities(_ spot: Spot?, _ groups: GroupsReading) -> Exclusivities {
        var pairs: [(String, String)] = []
        var written: Set<String> = []
        var alone: Set<String> = []
        for spot in items(spot, 0...400) {
            let sides = items(spot, 2...2)
            guard sides.count == 2, let left = code(sides[0]) else { continue }
            let all = Group.Sort.allCases
            guard let group = groups.resolve(left, all, sides[0].path, &self) else { continue }
            if sides[1].value == .string("*") {
                alone.insert(left)
                let others = groups.codes.filter { $0 != left && groups.found[$0]?.sort != .list }
                pairs += others.filter { !group.eligible.contains($0) }.map { (left, $0) }
                note([left, "*"], spot, &written)
                continue
            }
            guard let right = code(sides[1]), let other = groups.resolve(right, all, sides[1].path, &self)
            else { continue }
            if left == right {
                fault(spot.path, "`\(left)` cannot exclude itself")
            } else if group.eligible.contains(right) || other.eligible.contains(left) {
                fault(
                    spot.path, "`\(left)` and `\(right)`: a list cannot exclude a team from which it is drawn"
                )
            } else {
                note([left, right].sorted(), spot, &written)
                pairs.append((left, right))
            }
        }
        // Whoever audits holds nothing else, else they would audit themselves.
        if let spot, spot.value.list != nil, let auditor = groups.marked(.audits), !alone.contains(auditor) {
            fault(spot.path, "`[\(auditor), \"*\"]` is missing: auditors must not be in any other group")
        }
        return Exclusivities(pairs)
    }

    private mutating func note(_ pair: [String], _ spot: Spot, _ written: inout Set<String>) {
        guard !written.insert(pair.joined(separator: " ")).inserted else { return }
        fault(spot.path, "this pair is listed twice")
    }
}
