import Ledger

/// The groups of a policy while it is read.
struct GroupsReading {
    /// Those that could be read.
    private(set) var found: [String: Group] = [:]
    /// Codes of all, also of those with a fault: a name that points to one of these does not dangle.
    private(set) var declared: [String] = []

    /// Words that mean a pool. No group may be called so.
    static let poolWords = [
        "enrolled", "holder", "leader-of-named", "named", "office", "peers-of-named", "restorers",
    ]
    /// Other words of the language: an audience (P-6), slots and exclusions.
    private static let otherWords = ["everyone", "motion", "peer", "proposer", "witness"]

    init(_ spot: Spot?, _ reader: inout PolicyReader) {
        let entries = reader.entries(spot)
        declared = entries.map(\.key)
        for (code, spot) in entries {
            if !Grammar.isName(code) {
                reader.fault(
                    spot.path,
                    "`\(code)` is not a valid code: use a lower-case letter, then lower-case letters, digits and hyphens"
                )
            } else if (GroupsReading.poolWords + GroupsReading.otherWords).contains(code) {
                reader.fault(spot.path, "`\(code)` is a reserved word in policies; choose another code")
            }
            if let group = reader.group(code, spot) { found[code] = group }
        }
        guard let spot, spot.value.members != nil else { return }
        checkMarks(spot.path, &reader)
        checkNames(spot.path, &reader)
        checkSeating(spot.path, &reader)
        checkTitles(spot.path, &reader)
        checkElectors(spot.path, &reader)
    }

    /// Codes of the groups read, ascending.
    var codes: [String] { found.keys.sorted() }

    /// The first group that bears a mark and is of the sort that can.
    func marked(_ mark: Group.Mark) -> String? {
        codes.first {
            found[$0].map { $0.marks.contains(mark) && $0.sort == GroupsReading.sort(of: mark) } ?? false
        }
    }

    /// The sort that can bear a mark.
    private static func sort(of mark: Group.Mark) -> Group.Sort {
        switch mark {
        case .audits: .office
        case .critical: .team
        case .arbitrates, .governs: .body
        }
    }

    /// The code, if it names a group of one of these sorts; a fault where it names none, or one of another
    /// sort.
    func resolve(_ code: String, _ sorts: [Group.Sort], _ path: [String], _ reader: inout PolicyReader)
        -> Group?
    {
        guard declared.contains(code) else {
            reader.fault(path, "there is no group `\(code)`" + Nearest.hint(code, among: declared))
            return nil
        }
        guard let group = found[code] else { return nil }
        guard sorts.contains(group.sort) else {
            let wanted = sorts.map(\.rawValue).joined(separator: " or ")
            reader.fault(
                path, "this must be a group of sort \(wanted); `\(code)` is of sort \(group.sort.rawValue)")
            return nil
        }
        return group
    }

    /// P-30: one body governs, at most one arbitrates, one office audits; the code knows these marks and no
    /// name.
    private func checkMarks(_ path: [String], _ reader: inout PolicyReader) {
        for mark in Group.Mark.allCases {
            let bearers = codes.filter { found[$0]?.marks.contains(mark) ?? false }
            let sort = GroupsReading.sort(of: mark)
            for code in bearers where found[code]?.sort != sort {
                reader.fault(
                    path + [code, "marks"],
                    "only a group of sort `\(sort.rawValue)` can have the mark `\(mark.rawValue)`")
            }
            // SP-1.1.1: the critical roles are as many as the policy says.
            guard mark != .critical else { continue }
            for code in bearers.dropFirst() {
                reader.fault(
                    path + [code, "marks"],
                    "`\(bearers[0])` already has the mark `\(mark.rawValue)`; only one group can have it")
            }
            // A group that could not be read may be the one that bears it; its own fault is enough.
            if bearers.isEmpty, mark != .arbitrates, found.count == declared.count {
                reader.fault(
                    path, "no group has the mark `\(mark.rawValue)`; one \(sort.rawValue) must have it (P-30)")
            }
        }
    }

    private func checkNames(_ path: [String], _ reader: inout PolicyReader) {
        for code in codes {
            guard let group = found[code] else { continue }
            for (place, team) in group.eligible.enumerated() {
                _ = resolve(team, [.team], path + [code, "eligible", String(place)], &reader)
            }
            if let manager = group.manager {
                _ = resolve(manager, [.team], path + [code, "manager"], &reader)
            }
        }
    }

    /// Every group is seated by a body, in the end by the one that governs; that one seats itself by motion.
    private func checkSeating(_ path: [String], _ reader: inout PolicyReader) {
        for code in codes {
            guard let group = found[code] else { continue }
            let place = path + [code, "seated-by"]
            guard let body = group.seatedBy else {
                if !group.marks.contains(.governs) {
                    reader.fault(
                        path + [code], "`seated-by` is missing: only the governing body can leave it out")
                }
                continue
            }
            if group.marks.contains(.governs) {
                reader.fault(place, "the governing body seats itself by motion; remove `seated-by`")
                continue
            }
            guard resolve(body, [.body], place, &reader) != nil else { continue }
            var visited = [code]
            var next: String? = body
            while let at = next, !visited.contains(at) {
                visited.append(at)
                next = found[at]?.seatedBy
            }
            // Told once, at the first code of the circle.
            if let at = next, at == code, visited.min() == code {
                let circle = (visited + [code]).joined(separator: " → ")
                reader.fault(place, "these bodies seat each other in a circle: \(circle)")
            }
        }
    }

    /// Two groups with one title would be taken for one another on every page.
    private func checkTitles(_ path: [String], _ reader: inout PolicyReader) {
        var owners: [String: String] = [:]
        for code in codes {
            guard let title = found[code]?.title, !title.isEmpty else { continue }
            if let owner = owners[title] {
                reader.fault(path + [code, "title"], "`\(owner)` already has this title")
            } else {
                owners[title] = code
            }
        }
    }
}
