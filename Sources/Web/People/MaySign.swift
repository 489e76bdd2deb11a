import Ledger
import Rules

/// What a person may propose and sign by their seats, whatever the act: what hangs on the act itself is on its page.
enum MaySign {
    static func html(_ person: PersonView, _ context: ViewContext) -> HTML {
        let authority = context.authority
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        func stands(_ pool: [Pool]) -> Bool {
            authority.standing(of: person.person.number, in: pool, for: subject, at: context.now) != nil
        }
        let rows = authority.kindViews(at: context.now).compactMap { view -> HTML? in
            var parts: [String] = []
            if let requirement = view.requirement {
                var slots: [String] = []
                for slot in requirement.ways.flatMap(\.slots) where stands(slot.pool) && !slots.contains(slot.name) {
                    slots.append(slot.name)
                }
                if stands(requirement.propose) { parts.append("proposes") }
                if !slots.isEmpty { parts.append("signs as \(listed(slots, "or"))") }
                if let rule = requirement.motion,
                    authority.membership(of: person.person.number, in: rule.body, at: context.now) != nil
                {
                    parts.append("votes")
                }
            } else if let record = view.record {
                if stands(record.performer) { parts.append("performs") }
                for role in record.roles.keys.sorted() where stands(record.roles[role] ?? []) {
                    parts.append("is \(role)")
                }
            }
            guard !parts.isEmpty else { return nil }
            return
                "<li><span><a href=\"/kinds/\(view.kind.name)\">\(view.kind.title)</a></span><small>\(listed(parts))</small></li>"
        }
        guard !rows.isEmpty, !person.stopped else {
            return
                "<p class=\"none\">\(person.stopped ? "While stopped: only acts that give up their own rights." : "Nothing: no seat in any group.")</p>"
        }
        return """
            <details class="fold"><summary>\(amount(rows.count, "kind of act or record", "kinds of acts and records"))</summary><div><ul class="rows plainrows">\(rows)</ul></div></details>
            """
    }
}
