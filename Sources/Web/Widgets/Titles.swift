import Ledger
import Rules

/// What an act or a record is called on a page: its kind, and the things, people and groups that it names.
func heading(of kind: Kind, _ body: JSON, _ context: ViewContext) -> String {
    // What is made by the act has no id yet: its label says which it is.
    if let title = kind.notes.first(where: { $0.marks.contains(.title) && $0.type.prefixes.isEmpty }),
        let label = body[title.name]?.text
    {
        return kind.title + ": " + label
    }
    let destinations = kind.notes.filter { $0.name == "to" }.map(\.name)
    let items = ((try? kind.items(in: body)) ?? []).filter {
        $0.field != "parties" && !destinations.contains($0.field)
    }.map { called($0.item.text) }
    let groups = kind.groupFields(in: body).map { context.title(of: $0.code) }
    let targets = kind.notes.filter { !$0.type.otherPrefixes.isEmpty }.compactMap { body[$0.name]?.text }.map {
        $0.utf8.count > 20 ? "a key" : called($0)
    }
    let names = (items + groups + targets).joined(separator: ", ")
    let to = destinations.compactMap { body[$0]?.text }.map { " → " + $0 }.joined()
    return names.isEmpty ? kind.title : kind.title + ": " + names + to
}

/// An id in a heading: people by their names.
private func called(_ id: String) -> String {
    ItemID(id).flatMap { $0.prefix == Person.prefix ? Called.text($0.number) : nil } ?? id
}

extension Kind {
    /// The form's address.
    var path: String {
        // Rows come out of a file: its register has a page for that.
        importsInto.map(ImportPages.path) ?? "/propose/\(name)"
    }
}

/// Who may be in a pool, as a sentence says it.
func poolWords(_ pool: [Pool], groups: [String: String], _ context: ViewContext) -> String {
    listed(pool.map { poolWords($0, groups: groups, context) }, "or")
}

private func poolWords(_ pool: Pool, groups: [String: String], _ context: ViewContext) -> String {
    func named(_ field: String) -> String {
        groups[field].map { "the " + context.title(of: $0) } ?? "the \(field) that it names"
    }
    switch pool {
    case .group(let code): return "the \(context.title(of: code))"
    case .leader(let code): return "the leader of the \(context.title(of: code))"
    case .groupIn(let field): return named(field)
    case .leaderIn(let field): return "the leader of \(named(field))"
    case .managerIn(let field):
        let manager = groups[field].flatMap { context.authority.policy?.groups[$0]?.manager }
        return manager.map { "the leader of the \(context.title(of: $0))" }
            ?? "the leader who manages \(named(field))"
    case .office: return "anybody in office"
    case .enrolled: return "anybody with a key"
    case .named: return "the person concerned"
    case .holder: return "the holder of the new key"
    case .leadersOfNamed: return "a leader of the person concerned"
    case .peersOfNamed: return "people of the same group"
    case .restorers: return "people who may end the stop"
    }
}

/// What a requirement asks for, as a sentence without its full stop.
func needs(_ requirement: Requirement, groups: [String: String] = [:], _ context: ViewContext) -> String {
    let ways = requirement.ways.map { way in
        listed(
            way.slots.map { slot in
                let pool = poolWords(slot.pool, groups: groups, context)
                if slot.count == 1, !slot.pool.contains(where: \.isGroup) { return pool }
                let count = counted(slot.count).lowercased()
                switch slot.pool {
                case [.office]: return "\(count) people in office"
                case [.enrolled]: return "\(count) people with keys"
                case [.peersOfNamed]: return "\(count) people of the same group"
                case [.restorers]: return "\(count) people who may end the stop"
                default:
                    return slot.pool.contains(where: \.isGroup) ? "\(count) of \(pool)" : "\(count) people: \(pool)"
                }
            })
    }.filter { !$0.isEmpty }
    let signatures = ways.joined(separator: ", or else ")
    guard let rule = requirement.motion else { return signatures }
    let motion =
        "a motion of the \(context.title(of: rule.body)), carried by more than half of all members and at least \(rule.floor)"
    // Whichever way is taken, the motion is asked for besides.
    return signatures.isEmpty ? motion : signatures + (ways.count > 1 ? "; and in any case " : " and ") + motion
}

/// The sentence for a kind of record.
func needs(_ rule: RecordRule, _ context: ViewContext) -> String {
    let others = rule.roles.keys.sorted().map { role in
        "another of \(poolWords(rule.roles[role] ?? [], groups: [:], context)) is \(role)"
    }
    return "one of \(poolWords(rule.performer, groups: [:], context)) performs"
        + (others.isEmpty ? " and signs what was done" : ", \(listed(others)), and each signs what was done")
}

extension ViewContext {
    /// The requirement that stands for a kind now.
    func requirement(of kind: Kind) -> Requirement? { authority.kindView(kind, at: now).requirement }

    func sentence(for kind: Kind) -> String {
        let view = authority.kindView(kind, at: now)
        if let record = view.record, kind.isRecord { return needs(record, self) }
        return view.requirement.map { needs($0, self) }
            ?? (view.kind.name == LiftStop.kind
                ? "everything that granting the stopped thing again would need"
                : "nobody: the policy in force has no rule for it")
    }
}

extension Pool {
    /// Whether it is the members of a group, of whom a sentence says how many.
    var isGroup: Bool {
        switch self {
        case .group, .groupIn: true
        default: false
        }
    }
}

/// A refusal's “who”, with the codes of groups as people call them.
func whoWords(_ who: String, _ context: ViewContext) -> HTML {
    let codes = Set(context.authority.policy?.codes ?? [])
    let words = who.split(separator: " ", omittingEmptySubsequences: false).map { word in
        codes.contains(String(word)) ? "the " + context.title(of: String(word)) : String(word)
    }
    return linked(words.joined(separator: " "))
}
