import Ledger

/// What one direction of a ruling says, as its body has it (docs/formats/cases.md): `permit` an act, `instruct` somebody, `exempt`
/// from a clause, `find-conflict`, `bind` a person.
package struct Direction: Hashable, Sendable {
    package enum Sort: String, Choice {
        case bind, exempt
        case findConflict = "find-conflict"
        case instruct, permit
    }
    /// Who may use a permission or must do something: a person, or everybody in a group.
    package enum Who: Hashable, Sendable {
        case person(Int), group(String)
        package var text: String {
            switch self {
            case .person(let number): "p\(number)"
            case .group(let code): code
            }
        }
    }

    package let sort: Sort
    /// `permit`: all that an act under it may name, anything where it is empty; `find-conflict`: the act.
    package let about: [String]
    /// `permit`: who may propose; `instruct`: who must do it.
    package let by: Who?
    /// `exempt`.
    package let clause: String?
    /// `permit`: how many acts.
    package let count: Int?
    /// `permit`.
    package let kind: String?
    /// `find-conflict` and `bind`: whom.
    package let person: Int?
    /// The day on which it is over.
    package let until: CalendarDay?

    /// What a sort must have, and what it may have. Anything else is refused: it would be read by nobody.
    private static let members: [Sort: (needed: Set<String>, allowed: Set<String>)] = [
        .permit: (["count", "kind", "until"], ["about", "by"]),
        .instruct: (["by", "until"], []),
        .exempt: (["clause", "until"], []),
        .findConflict: (["about", "person"], []),
        .bind: (["person"], ["until"]),
    ]

    package init(_ json: JSON) throws(Misfit) {
        guard let members = json.members, let sort = try json["sort"].map({ (json) throws(Misfit) in try Sort(json) })
        else { throw Misfit(expected: "directions, each with its sort: \(Sort.words.joined(separator: ", "))") }
        let (needed, allowed) = Self.members[sort] ?? ([], [])
        let keys = Set(members.map(\.key)).subtracting(["sort"])
        guard keys.isSuperset(of: needed), keys.subtracting(needed).isSubset(of: allowed) else {
            let also = allowed.isEmpty ? "" : ", and \(allowed.sorted().joined(separator: ", ")) where it applies"
            throw Misfit(
                expected: "in a direction “\(sort.rawValue)”: \(needed.sorted().joined(separator: ", "))\(also)")
        }
        self.sort = sort
        about = try json["about"].map { (json) throws(Misfit) in try Ascending<Code>(json).values.map(\.text) } ?? []
        by = try json["by"].map { (json) throws(Misfit) in try Self.who(json) }
        clause = try json["clause"].map { (json) throws(Misfit) in try Self.clause(json) }
        count = try json["count"].map { (json) throws(Misfit) in
            guard let number = json.number, 1...1000 ~= number else {
                throw Misfit(expected: "a count of 1 to 1000")
            }
            return number
        }
        kind = try json["kind"].map { (json) throws(Misfit) in try Self.kind(json) }
        person = try json["person"].map { (json) throws(Misfit) in try ID<Person>(json).number }
        until = try json["until"].map { (json) throws(Misfit) in try CalendarDay(json) }
        guard sort != .findConflict || about.count == 1 else {
            throw Misfit(expected: "one act in a direction “find-conflict”, like about=A-412")
        }
    }

    private static func who(_ json: JSON) throws(Misfit) -> Who {
        if let id = json.text.flatMap({ ItemID($0) }), id.prefix == Person.prefix { return .person(id.number) }
        guard let code = json.text, Grammar.isName(code) else { throw Misfit(expected: "a person or a group as “by”") }
        return .group(code)
    }

    private static func clause(_ json: JSON) throws(Misfit) -> String {
        guard let id = json.text, Grammar.isClause(id) else { throw Misfit(expected: "the id of a clause") }
        return id
    }

    private static func kind(_ json: JSON) throws(Misfit) -> String {
        guard let text = json.text, Grammar.isKind(text), !text.hasPrefix("record/") else {
            throw Misfit(expected: "the kind of an act, like authority/seat.end")
        }
        return text
    }

    package var json: JSON {
        .line([
            "about": about.isEmpty ? nil : .texts(about), "by": by.map { .string($0.text) },
            "clause": clause.map { .string($0) }, "count": count.map { .integer($0) },
            "kind": kind.map { .string($0) }, "person": person.map { .person($0) }, "sort": sort.json,
            "until": until?.json,
        ])
    }

    package func isOver(at now: Time) -> Bool { until.map { now >= $0.begins } ?? false }

    /// Whether an act of this kind that names all this is one that it permits: nothing may be named that it does not list.
    package func covers(kind: String, naming names: [String]) -> Bool {
        sort == .permit && self.kind == kind && (about.isEmpty || Set(names).isSubset(of: about))
    }

    /// In words, for people: `End a seat, naming access and p5: once, until 2026-12-24`.
    package var words: String {
        let end = until.map { ", until \($0.text)" } ?? ""
        let who = by.map { ", proposed by \($0.text)" } ?? ""
        switch sort {
        case .permit:
            let times = count == 1 ? "once" : "\(count ?? 0) times"
            let what = about.isEmpty ? "whatever it names" : "naming nothing but \(about.joined(separator: ", "))"
            return "permits \(kind ?? ""), \(what)\(who): \(times)\(end)"
        case .instruct: return "tells \(by?.text ?? "") to do what the ruling says\(end)"
        case .exempt: return "excepts the clause \(clause ?? "")\(end)"
        case .findConflict: return "finds a conflict of interest of p\(person ?? 0) in \(about.first ?? "")"
        case .bind: return "binds p\(person ?? 0), in office or not\(end)"
        }
    }
}
