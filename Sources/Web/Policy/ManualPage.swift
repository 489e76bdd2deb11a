import Ledger
import Rules

/// The values of the Security Manual, with who changes each; a table as one.
enum ManualPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.authority.manualViews
        let single = views.filter(\.columns.isEmpty).map { view -> HTML in
            "<tr id=\"\(view.name)\"><td class=\"mono\">\(HTML(view.name.split(separator: ".").map { "\($0)" }, between: ".<wbr>"))</td><td>\(shown(view.text))</td>\(aside(view, context))</tr>"
        }
        let values: HTML =
            single.isEmpty
            ? "<p class=\"none\">None.</p>"
            : "<table class=\"stacked\"><thead><tr><th>Value<th>Is<th>Owner<th>Clause<th class=\"minor\">Loosens the rule<th><span class=\"unseen\">Change</span></tr></thead><tbody>\(single)</tbody></table>"
        let tables = views.filter { !$0.columns.isEmpty }.map { table($0, context) }
        let body: HTML = """
            <h1>The Security Manual</h1>
            <p class="quiet">The Manual fills in what the policy leaves open. The leader of the owning team changes a value; a change that loosens the rule needs a second signature from the team and waits for 24 hours. \
            <a href="/log/enclosures/\(context.authority.manualChanges.enclosed.digest.hex)">The enclosed document</a>, with the changes below since. SHA-256 of the values now: <span class="mono" title="\(context.authority.manual.digest.hex)">\(String(context.authority.manual.digest.hex.prefix(16)))…</span></p>
            \(values)
            \(tables)
            \(changes(context))
            """
        return .html(frame(Page(menu: .manual, title: "The Manual", body: body), context))
    }

    /// What was changed, newest first: value by value, before and after.
    private static func changes(_ context: ViewContext) -> HTML {
        let views = context.state.manualChangeViews(at: context.now)
        guard !views.isEmpty else { return .none }
        let rows = views.prefix(changesMax).map { view -> HTML in
            let values = view.rows.map { row -> HTML in
                "<div>\(shown(row.field, longest: 100)): <del>\(shown(row.now ?? "–"))</del> → <ins>\(shown(row.then ?? "–"))</ins></div>"
            }
            let state: HTML =
                switch view.condition {
                case "in-force": "in force since \(entryLink(view.change.inForce ?? 0))"
                case "may-close": "can be put into force now"
                case "over": "over"
                default: "waits until \(said(view.change.opens, now: context.now))"
                }
            return
                "<li><span class=\"what\">\(idLink(view.name))</span><small>\(values)</small><span class=\"side\">\(state)</span></li>"
        }
        return "<h2>Changes</h2><ul class=\"rows\">\(rows)</ul>"
    }

    private static let changesMax = 50

    private static func aside(_ view: ManualView, _ context: ViewContext) -> HTML {
        let team = context.authority.policy?.groups[view.item.owner]?.title ?? view.item.owner
        let loosens =
            switch view.item.loosens {
            case .more: "a larger value"
            case .less: "a smaller value"
            case .any: "any change"
            }
        let change = context.past == nil ? ManualChangePage.link(view.name) : .none
        return
            "<td>\(shown(team))</td><td>\(context.clause(view.item.clause))</td><td class=\"minor\">\(loosens)</td><td class=\"id\">\(change)</td>"
    }

    private static func table(_ view: ManualView, _ context: ViewContext) -> HTML {
        guard case .rows(let rows) = view.item.value else { return .none }
        let heads = view.columns.map { "<th>\($0.label)" as HTML }
        let lines = rows.map { row in
            "<tr>\(view.columns.map { "<td>\(cell(view.text($0, of: row)))</td>" as HTML })</tr>" as HTML
        }
        let team = context.authority.policy?.groups[view.item.owner]?.title ?? view.item.owner
        return """
            <h2 id="\(view.name)" class="mono">\(view.name)</h2>
            <p class="quiet">Owner: \(shown(team)) · \(context.clause(view.item.clause)) · any change loosens the rule · \(ManualChangePage.link(view.name))</p>
            <table><thead><tr>\(heads)</tr></thead><tbody>\(lines)</tbody></table>
            """
    }

    private static func cell(_ text: String) -> HTML { text.isEmpty ? "<span class=\"quiet\">–</span>" : shown(text) }

    /// A value as the API gives it; what `value` is depends on its sort.
    static let schema = Schemas.of([
        ("clause", Schemas.string), ("loosens", Schemas.string), ("name", Schemas.string), ("owner", Schemas.string),
        ("sort", Schemas.string), ("text", Schemas.string),
        ("value", OpenAPI.object([("type", .texts(["array", "integer"]))])),
    ])
}
