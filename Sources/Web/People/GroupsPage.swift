import Ledger
import Rules

/// Bodies, offices, teams and access lists.
enum GroupsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.groups
        let parts = Group.Sort.allCases.map { sort -> HTML in
            let rows = views.filter { $0.group.sort == sort }.map { row($0, context) }
            guard !rows.isEmpty else { return .none }
            return "<h2>\(heading(sort))</h2><ul class=\"rows\">\(rows)</ul>"
        }
        return .html(
            frame(
                Page(
                    menu: .groups, title: "Groups and lists",
                    body:
                        "<h1>Who decides, who works, who has access</h1>\n<p class=\"quiet\">The policy defines the groups, and motions fill them. An access list follows its teams: people who leave the team also leave the list.</p>\n\(parts)"
                ), context))
    }

    static func heading(_ sort: Group.Sort) -> String {
        switch sort {
        case .body: "Bodies"
        case .office: "Offices"
        case .team: "Teams"
        case .list: "Access lists"
        }
    }

    private static func row(_ view: GroupView, _ context: ViewContext) -> HTML {
        """
        <li><span class="what"><a href="/groups/\(view.group.code)">\(view.group.title)</a></span>\
        <small>\(view.seats.isEmpty ? "no members" as HTML : people(view.seats.map(\.person)))</small><span class="side">\(state(view))</span></li>
        """
    }

    /// How many may be missing, in words with a mark.
    static func state(_ view: GroupView) -> HTML {
        if view.seats.isEmpty { return mark(.idle, "empty") }
        if view.present.count < view.group.minimum {
            return mark(.broken, "\(view.present.count) of at least \(view.group.minimum)")
        }
        guard let spare = view.spare else { return mark(.holds, "\(view.present.count) can act") }
        return spare < 0
            ? mark(.broken, "\(-spare) too few")
            : spare == 0 ? mark(.due, "nobody to spare") : mark(.holds, "\(spare) to spare")
    }
}
