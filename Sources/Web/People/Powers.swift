import Ledger
import Rules

/// SP-9.1.1: the duties and powers of a body, an office, a team or a list, as the policy states them: what its people may propose, sign
/// and perform, what waits for them by a day, and which clauses ask for them.
enum Powers {
    static func html(of group: Group, _ context: ViewContext) -> HTML {
        let authority = context.authority
        let own: [Pool] = [.group(group.code), .leader(group.code)]
        func who(_ pools: [Pool]) -> String? {
            if pools.contains(own[0]) { return "" }
            if pools.contains(own[1]) { return "its leader " }
            return pools.contains(.office) && group.sort != .list && authority.policy?.audits != group.code ? "" : nil
        }
        let rows = authority.kindViews(at: context.now).compactMap { view -> HTML? in
            var parts: [String] = []
            if let requirement = view.requirement {
                if let lead = who(requirement.propose) { parts.append(lead + "proposes") }
                var slots: [String] = []
                for slot in requirement.ways.flatMap(\.slots) {
                    guard let lead = who(slot.pool), !slots.contains(lead + slot.name) else { continue }
                    slots.append(lead + slot.name)
                }
                if !slots.isEmpty { parts.append("signs as \(listed(slots, "or"))") }
                if requirement.motion?.body == group.code { parts.append("decides by motion") }
            } else if let record = view.record {
                if let lead = who(record.performer) { parts.append(lead + "performs") }
                for role in record.roles.keys.sorted() where who(record.roles[role] ?? []) != nil {
                    parts.append("is \(role)")
                }
            }
            guard !parts.isEmpty else { return nil }
            return
                "<li><span><a href=\"/kinds/\(view.kind.name)\">\(view.kind.title)</a></span><small>\(listed(parts))</small></li>"
        }
        let manual = authority.manualValues
        let values = (manual?.names ?? []).filter { manual?.items[$0]?.owner == group.code }
        let kept: HTML =
            values.isEmpty
            ? .none
            : "<p>Its leader keeps these values of the Manual: \(HTML(values.map { "<a href=\"/manual/change?name=\($0)\">\($0)</a>" as HTML }, between: ", ")).</p>"
        let acts: HTML =
            rows.isEmpty
            ? "<p class=\"none\">The policy names this group for no act.</p>"
            : """
            <details class="fold"><summary>\(amount(rows.count, "kind of act or record", "kinds of acts and records"))</summary><div><ul class="rows plainrows">\(rows)</ul></div></details>
            """
        return "<h2 id=\"powers\">Duties and powers</h2>\(acts)\(kept)\(apart(group, context))"
    }

    /// SP-3.4.2b: what its people can never be besides.
    private static func apart(_ group: Group, _ context: ViewContext) -> HTML {
        let others = context.authority.policy?.exclusivities.with(group.code) ?? []
        guard !others.isEmpty else { return .none }
        let names = HTML(others.map { "<a href=\"/groups/\($0)\">\(context.title(of: $0))</a>" as HTML }, between: ", ")
        return "<p>Nobody is in this group and in one of these: \(names). \(context.clause("SP-3.4.2b"))</p>"
    }
}
