import Ledger
import Rules

/// Every kind of act and record with who must sign it.
enum KindsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.authority.kindViews(at: request.now)
        let parts: [(String, (KindView) -> Bool)] = [
            ("Acts on people, keys, teams and rules", { $0.kind.part == .authority }),
            ("Acts on things", { $0.kind.part == .register }),
            ("Records of what happened", { $0.kind.isRecord }),
        ]
        let lists = parts.map { title, belongs -> HTML in
            "<h2>\(title)</h2><ul class=\"rows\">\(views.filter(belongs).map { row($0, context) })</ul>"
        }
        let body: HTML =
            "<h1>Who must sign what</h1>\n<p class=\"quiet\">According to the policy in force. If the policy changes the rule for a kind, open acts of that kind lapse.</p>\n\(lists)"
        return .html(frame(Page(menu: .kinds, title: "Who must sign", body: body), context))
    }

    static func row(_ view: KindView, _ context: ViewContext) -> HTML {
        let needs: HTML =
            view.notApplicable.map { "not applicable: \(shown($0))" } ?? "needs \(context.sentence(for: view.kind))"
        return """
            <li><span class="what"><a href="/kinds/\(view.kind.name)">\(view.kind.title)</a></span>\
            <small>\(needs)</small><span class="side">\(view.clauses.first.map(context.clause))</span></li>
            """
    }
}
