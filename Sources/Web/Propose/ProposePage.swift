import Ledger
import Rules

/// The list of everything that can be proposed or recorded, with who must sign.
enum ProposePage {
    static func answer(_ request: SiteRequest) -> SiteResponse {
        let context = request.context
        let views = context.authority.kindViews(at: request.now).filter { $0.notApplicable == nil }
        func list(_ belongs: (KindView) -> Bool) -> HTML {
            let rows = views.filter(belongs).map { view -> HTML in
                """
                <li><span class="what"><a href="\(view.kind.path)">\(view.kind.title)</a></span>\
                <small>needs \(context.sentence(for: view.kind))</small><span class="side">\(view.clauses.first.map(context.clause))</span></li>
                """
            }
            return "<ul class=\"rows\">\(rows)</ul>"
        }
        let body: HTML = """
            <h1>What do you want to propose or record?</h1>
            <p class="quiet">Fill in a form, read the statement that it makes, and sign it with your own key. Nothing is stored until you sign.</p>
            <h2 id="records">Record what happened</h2>\(list(\.kind.isRecord))
            <h2 id="things">Propose an act on things</h2>\(list { $0.kind.part == .register })
            <h2 id="questions">Ask a body to decide</h2><ul class="rows"><li><span class="what"><a href="/propose/question">Put a question to a body</a></span><small>needs a motion</small><span class="side">\(context.clause("P-50"))</span></li></ul>
            <h2 id="people">Propose an act on people, keys, seats, access or rules</h2>\(list { $0.kind.part == .authority })
            """
        return .html(frame(Page(title: "Propose something", body: body), context))
    }
}
