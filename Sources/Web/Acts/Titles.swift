import Ledger
import Rules

/// What an act or a record is called on a page: its kind, and the things, people and groups that it names.
func heading(of kind: Kind, _ body: JSON, _ reading: Reading) -> String {
    let items = ((try? kind.items(in: body)) ?? []).filter { $0.field != "observer" }.map(\.item.text)
    let groups = kind.groupFields(in: body).map { reading.title(of: $0.code) }
    let names = items + groups
    return names.isEmpty ? kind.title : kind.title + ": " + names.joined(separator: ", ")
}

extension Kind {
    /// The form's address.
    var path: String { "/propose/\(name)" }
}

/// Who may stand in a pool, as a sentence says it.
func poolWords(_ pool: [Pool], groups: [String: String], _ reading: Reading) -> String {
    listed(pool.map { poolWords($0, groups: groups, reading) }, "or")
}

private func poolWords(_ pool: Pool, groups: [String: String], _ reading: Reading) -> String {
    func named(_ field: String) -> String { groups[field].map { reading.title(of: $0) } ?? "the \(field) that it names" }
    switch pool {
    case .group(let code): return reading.title(of: code)
    case .leader(let code): return "the leader of \(reading.title(of: code))"
    case .groupIn(let field): return named(field)
    case .leaderIn(let field): return "the leader of \(named(field))"
    case .managerIn(let field):
        let manager = groups[field].flatMap { reading.authority.policy?.groups[$0]?.manager }
        return manager.map { "the leader of \(reading.title(of: $0))" } ?? "the leader who manages \(named(field))"
    case .office: return "anybody in office"
    case .enrolled: return "anybody with a key"
    case .named: return "the person concerned"
    case .holder: return "the holder of the new key"
    case .leadersOfNamed: return "a leader of whom it concerns"
    case .peersOfNamed: return "people of the same group"
    case .restorers: return "who may end the stop"
    }
}

/// What a requirement asks for, as a sentence without its full stop.
func needs(_ requirement: Requirement, groups: [String: String] = [:], _ reading: Reading) -> String {
    let ways = requirement.ways.map { way in
        listed(
            way.slots.map { slot in
                let pool = poolWords(slot.pool, groups: groups, reading)
                if slot.pool == [.holder] { return pool }
                return "\(counted(slot.count).lowercased()) of \(pool)"
            })
    }.filter { !$0.isEmpty }
    var parts = ways.isEmpty ? [] : [ways.joined(separator: ", or else ")]
    if let motion = requirement.motion {
        parts.append("a motion of \(reading.title(of: motion.body)), carried by more than half of all seated and at least \(motion.floor)")
    }
    return listed(parts)
}

/// The sentence for a kind of record.
func needs(_ rule: RecordRule, _ reading: Reading) -> String {
    "one of \(poolWords(rule.performer, groups: [:], reading)) performs, another of "
        + "\(poolWords(rule.observer, groups: [:], reading)) observes, and both sign what was done"
}

extension Reading {
    /// The requirement that stands for a kind now.
    func requirement(of kind: Kind) -> Requirement? { authority.kindView(kind, at: now).requirement }

    func sentence(for kind: Kind) -> String {
        let view = authority.kindView(kind, at: now)
        if let record = view.record, kind.isRecord { return needs(record, self) }
        return view.requirement.map { needs($0, self) } ?? "the policy in force does not have it"
    }
}
