import Ledger
import Rules

enum GroupPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let code = request["group"]
        guard Grammar.isName(code), let view = context.authority.groupView(code, at: request.now) else {
            throw Problem.notFound(
                "The policy has no group “\(code.prefix(80))”.", "See <a href=\"/groups\">all groups</a>.")
        }
        let group = view.group
        let rows = view.seats.map { seat -> HTML in
            let state =
                view.present.contains(seat.person)
                ? mark(.holds, seat.leads != nil ? "leads" : "can act")
                : mark(.due, seat.suspended != nil ? "suspended" : "stopped")
            return
                "<li><span class=\"what\">\(personLink(seat.person))</span><small>since \(entryLink(seat.since)), \(said(seat.taken, now: context.now))</small><span class=\"side\">\(state)</span></li>"
        }
        let members: HTML =
            rows.isEmpty ? "<p class=\"none\">No members.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        let join: (String, String) =
            switch group.sort {
            case .body, .office: ("Seat somebody", "/propose/authority/body.seat?f.body=\(code)")
            case .team: ("Appoint somebody", "/propose/authority/team.appoint?f.team=\(code)")
            case .list: ("Add somebody", "/propose/authority/list.add?f.list=\(code)")
            }
        var facts: [(String, HTML)] = [("Can act now", "\(view.present.count) of at least \(group.minimum)")]
        if let spare = view.spare {
            facts.append(("Members who can be missing before some act cannot be signed", "\(max(0, spare))"))
        }
        if let by = group.seatedBy {
            facts.append(("Appointed by", "<a href=\"/groups/\(by)\">\(context.title(of: by))</a>"))
        }
        if let seats = group.seats { facts.append(("Seats", "\(seats)")) }
        if let term = group.term { facts.append(("A seat lasts", "\(span(term))")) }
        if let manager = group.manager {
            facts.append(
                (
                    "Managed by the leader of",
                    "<a href=\"/groups/\(manager)\">\(context.title(of: manager))</a>"
                ))
        }
        if !group.eligible.isEmpty {
            facts.append(
                (
                    "Drawn from",
                    HTML(
                        group.eligible.map { "<a href=\"/groups/\($0)\">\(context.title(of: $0))</a>" },
                        between: ", ")
                ))
        }
        let body: HTML = """
            <h1>\(group.title)</h1>
            <p>\(GroupsPage.state(view)) <span class="quiet">· \(shown(group.purpose ?? group.sort.rawValue)) · \(context.clauses(group.clauses))</span></p>
            <div class="two"><section><h2>Members</h2>\(members)
            <p class="buttons"><a class="do second" href="\(join.1)">\(join.0)</a></p>\(BoardDesk.html(group, context))\(motions(code, group, context))</section>
            <section><h2>What the policy says</h2><ul class="rows plainrows">\(facts.map { "<li><span>\($0.0)</span><span>\($0.1)</span></li>" as HTML })</ul>
            \(Powers.html(of: group, context))
            <p><a href="/groups/\(code)/feed">Follow what its people do</a>, with a reader of Atom feeds. \(context.clause("SP-9.1.2d"))</p>
            \(former(code, context))</section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .groups, title: group.title, crumbs: [("Groups and lists", "/groups")], here: code,
                    body: body), context))
    }

    /// What a body decided last (SP-9.3.1), among the newest motions of all.
    private static func motions(_ code: String, _ group: Group, _ context: ViewContext) -> HTML {
        guard group.sort == .body else { return .none }
        let newest = context.state.motionViews(at: context.now, before: .max, limit: 100)
        let rows = newest.filter { $0.motion.body == code }.prefix(5).map { MotionsPage.row($0, context) }
        let list: HTML = rows.isEmpty ? "<p class=\"none\">No motions yet.</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return "<h2>Motions</h2>\(list)<p><a href=\"/motions\">All motions</a></p>"
    }

    private static func former(_ code: String, _ context: ViewContext) -> HTML {
        let rows = context.authority.former.filter { $0.group == code }.map {
            "<li><span>\(personLink($0.seat.person))</span><span>\(entryLink($0.seat.since)) to \(entryLink($0.ended))</span></li>"
                as HTML
        }
        return rows.isEmpty ? .none : "<h2>Former members</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }
}
