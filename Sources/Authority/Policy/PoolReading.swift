import Ledger

/// What a requirement or record rule is read against.
struct RequirementContext {
    let groups: GroupsReading
    let kinds: [KindFacts]
    /// Whether kinds of acts on things and of records that are not among these are read by their form (K-9).
    let byForm: Bool
    /// Chapters that the policy leaves out.
    let without: Set<Clause.Chapter>

    /// Whether the policy leaves out the chapter of a kind.
    func leavesOut(_ facts: KindFacts) -> Bool { facts.chapter.map(without.contains) ?? false }

    /// Whether a kind belongs to cases and rulings, and no body arbitrates (P-30).
    func lacksArbitrator(_ facts: KindFacts) -> Bool { facts.needsArbitrator && groups.marked(.arbitrates) == nil }

    /// What the code says of a kind; nil if no kind has that name.
    func facts(_ name: String) -> KindFacts? {
        if let known = kinds.first(where: { $0.name == name }) { return known }
        guard byForm, Grammar.isKind(name), Verb.named(name) == nil,
            let part = StatementSort(kind: name)?.part, part != .authority
        else { return nil }
        return KindFacts(name: name, isRecord: part == .record, isByForm: true)
    }
}

extension PolicyReader {
    /// A list of pools without repeats, each of which can mean somebody for this kind.
    mutating func pools(_ spot: Spot?, _ facts: KindFacts, _ known: RequirementContext) -> [Pool] {
        distinct(items(spot, 1...20)).compactMap { pool($0, facts, known) }
    }

    private mutating func pool(_ spot: Spot, _ facts: KindFacts, _ known: RequirementContext) -> Pool? {
        guard let text = text(spot) else { return nil }
        switch text {
        case "office": return .office
        case "enrolled": return .enrolled
        case "named": return person(.named, spot, facts)
        case "leader-of-named": return stopper(.leadersOfNamed, spot, facts)
        case "peers-of-named": return stopper(.peersOfNamed, spot, facts)
        case "holder":
            if facts.hasHolder { return .holder }
            fault(spot.path, "`holder` works only in acts that enrol a key; `\(facts.name)` does not")
            return nil
        case "restorers":
            if facts.endsStop { return .restorers }
            fault(spot.path, "`restorers` works only in the act that ends a stop; `\(facts.name)` does not (P-56)")
            return nil
        default: break
        }
        if let field = text.between("{", "}") {
            return self.field(field, nil, spot, facts).map { .groupIn(field: $0) }
        }
        if let field = text.between("leader:{", "}") {
            return self.field(field, .team, spot, facts).map { .leaderIn(field: $0) }
        }
        if let field = text.between("manager:{", "}") {
            return self.field(field, .list, spot, facts).map { .managerIn(field: $0) }
        }
        if let team = text.between("leader:", "") {
            return known.groups.resolve(team, [.team], spot.path, &self).map { .leader($0.code) }
        }
        return group(text, spot, known)
    }

    private mutating func group(_ code: String, _ spot: Spot, _ known: RequirementContext) -> Pool? {
        guard known.groups.declared.contains(code) else {
            let hint = Nearest.hint(code, among: known.groups.declared + GroupsReading.poolWords)
            fault(spot.path, "there is no group or pool `\(code)`" + hint)
            return nil
        }
        if let group = known.groups.found[code], group.marks.contains(.audits), group.sort == .office {
            fault(spot.path, "`\(code)` audits, so it cannot fill a slot (P-30)")
            return nil
        }
        return .group(code)
    }

    private mutating func person(_ pool: Pool, _ spot: Spot, _ facts: KindFacts) -> Pool? {
        if facts.namesPeople || facts.isByForm { return pool }
        fault(spot.path, "`\(facts.name)` names no person, so nobody would be in `\(pool.text)`")
        return nil
    }

    private mutating func stopper(_ pool: Pool, _ spot: Spot, _ facts: KindFacts) -> Pool? {
        if facts.setsStop { return pool }
        fault(spot.path, "`\(pool.text)` works only in the act that sets a stop; `\(facts.name)` does not (P-55)")
        return nil
    }

    /// The field, if the kind has it and it can name a group of that sort.
    private mutating func field(_ field: String, _ sort: Group.Sort?, _ spot: Spot, _ facts: KindFacts)
        -> String?
    {
        if facts.isByForm, Code(field) != nil { return field }
        guard let allowed = facts.groupFields[field] else {
            let fields = facts.groupFields.keys.sorted()
            let hint = Nearest.hint(field, among: fields)
            let has =
                fields.isEmpty ? "it has none" : "it has \(fields.map { "`\($0)`" }.joined(separator: ", "))"
            fault(spot.path, "`\(facts.name)` has no field `\(field)` that names a group; \(has)\(hint)")
            return nil
        }
        if let sort, let allowed, allowed != sort {
            fault(
                spot.path,
                "field `\(field)` of `\(facts.name)` names a \(allowed.rawValue); this pool needs a \(sort.rawValue)"
            )
            return nil
        }
        return field
    }
}

extension String {
    /// What is between a beginning and an end; nil where either is missing.
    fileprivate func between(_ start: String, _ end: String) -> String? {
        guard hasPrefix(start), hasSuffix(end), utf8.count >= start.utf8.count + end.utf8.count else {
            return nil
        }
        return String(dropFirst(start.count).dropLast(end.count))
    }
}
