import Ledger

extension PolicyReader {
    /// The audiences of a policy; none where it has none.
    mutating func audiences(_ spot: Spot?, _ groups: GroupsReading) -> [String: Audience] {
        var found: [String: Audience] = [:]
        for (code, spot) in entries(spot) {
            if !Grammar.isName(code) {
                fault(
                    spot.path,
                    "`\(code)` is not a valid code: use a lower-case letter, then lower-case letters, digits and hyphens"
                )
            } else if code == Audience.everyone {
                fault(spot.path, "`everyone` is reserved for public content; choose another code")
            }
            guard let object = object(spot, required: ["readers", "title"]) else { continue }
            found[code] = Audience(
                code: code, title: line(object["title"], 80) ?? "",
                readers: distinct(items(object["readers"], 1...20)).compactMap { reader($0, groups) })
        }
        return found
    }

    /// Whoever may read is known without an act: a group (the one that audits too, for it counts in nothing by
    /// reading), a leader, anybody in office, anybody with a key.
    private mutating func reader(_ spot: Spot, _ groups: GroupsReading) -> Pool? {
        guard let text = text(spot) else { return nil }
        switch text {
        case "office": return .office
        case "enrolled": return .enrolled
        default: break
        }
        if text.hasPrefix("leader:") {
            let team = String(text.dropFirst("leader:".count))
            return groups.resolve(team, [.team], spot.path, &self).map { .leader($0.code) }
        }
        guard !GroupsReading.poolWords.contains(text), !text.contains("{") else {
            fault(
                spot.path,
                "`\(text)` has a meaning in acts only; readers can be groups, leaders, `office` or `enrolled`")
            return nil
        }
        return groups.resolve(text, Group.Sort.allCases, spot.path, &self).map { .group($0.code) }
    }

    /// The exceptions of a policy; where it has some, one bears the mark `personal`, and at most one `journal`.
    mutating func exceptions(
        _ spot: Spot?, _ audiences: [String: Audience]
    ) -> [String: ConfidentialityException] {
        var found: [String: ConfidentialityException] = [:]
        for (id, spot) in entries(spot) {
            if !ConfidentialityException.isID(id) {
                fault(
                    spot.path, "`\(id)` is not a valid id for an exception: use letters, digits, full stops and hyphens"
                )
            }
            let keys = ["audience", "clauses", "marks", "says", "title"]
            guard let object = object(spot, required: keys, optional: ["review"]) else { continue }
            let audience = code(object["audience"])
            if let audience, audiences[audience] == nil {
                fault(
                    spot.path + ["audience"],
                    "there is no audience `\(audience)`" + Nearest.hint(audience, among: audiences.keys.sorted()))
            }
            found[id] = ConfidentialityException(
                id: id, title: line(object["title"], 80) ?? "", clauses: clauses(object["clauses"]),
                audience: audience ?? "", says: line(object["says"], 400) ?? "",
                marks: Set(ascending(object["marks"], ConfidentialityException.Mark.self)),
                review: day(object["review"]))
        }
        guard let spot, let members = spot.value.members, found.count == members.count else { return found }
        for mark in ConfidentialityException.Mark.allCases {
            let bearing = found.keys.sorted().filter { found[$0]?.marks.contains(mark) ?? false }
            if bearing.isEmpty, mark == .personal {
                fault(
                    spot.path, "no exception has the mark `personal`, so names and contacts could not be stored (P-6)")
            }
            for id in bearing.dropFirst() {
                fault(
                    spot.path + [id, "marks"],
                    "`\(bearing[0])` already has the mark `\(mark.rawValue)`; only one exception can have it")
            }
        }
        return found
    }
}
