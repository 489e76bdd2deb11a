import Ledger
import Rules

/// One clause: its parts with their evidence, and the acts and records that rest on it.
enum ClausePage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let id = request["clause"]
        guard Grammar.isClause(id),
            let view = context.state.clauseView(id, at: request.now, findings: context.findings)
        else {
            throw Problem.notFound(
                "The policy has no clause “\(id.prefix(80))”.", "See <a href=\"/policy\">all clauses</a>.")
        }
        let kinds = context.authority.kindViews(at: request.now).filter {
            $0.clauses.contains(id) || $0.kind.clauses.contains(id)
        }
        let rows = kinds.map { KindsPage.row($0, context) }
        let body: HTML = """
            <h1>\(shown(view.clause.says))</h1>
            <p>\(mark(view.state)) <span class="quiet">· \(view.notApplicable.map { shown($0) } ?? "\(view.state.meaning)" as HTML) · \(id) · made true by \(listed(view.clause.means.map(\.rawValue)))</span></p>
            <p>\(view.notApplicable == nil ? "<strong>\(view.sum).</strong>" : .none as HTML)</p>
            \(ClauseParts.table(view))\(ClauseParts.legend)\(context.dayPicker)
            \(rows.isEmpty ? .none : "<h2>Acts and records under it</h2><ul class=\"rows\">\(rows)</ul>" as HTML)
            """
        return .html(
            frame(
                Page(menu: .policy, title: id, crumbs: [("Policy", "/policy")], here: id, body: body), context
            ))
    }
}
