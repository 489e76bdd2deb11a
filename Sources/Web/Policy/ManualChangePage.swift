import Ledger
import Rules

/// Another value of the Manual, before anybody signs it: what it is now, what it would be, whether that loosens the rule, who
/// signs it and when it would be in force.
enum ManualChangePage {
    static func link(_ name: String) -> HTML { "<a href=\"/manual/change?name=\(encoded(name))\">Change</a>" }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let name = request.query["name"]
        guard !name.isEmpty else { return .see("/manual") }
        guard let view = context.authority.manualViews.first(where: { $0.name == name }) else {
            throw Problem.notFound(
                "The Manual has no value “\(name.prefix(100))”.", "<a href=\"/manual\">The Manual</a>")
        }
        let typed = request.query["to"]
        let field = FormField(
            name: "to", label: "New value", control: view.columns.isEmpty ? .line(placeholder: view.text) : .area,
            value: typed.isEmpty ? text(of: view) : typed)
        let preview: HTML = typed.isEmpty ? .none : preview(view, typed, context)
        let body: HTML = """
            <h1>Change “\(name)”</h1>
            <p>\(context.clause(view.item.clause)) Now: \(shown(view.text)).</p>
            <form method="get" action="/manual/change"><input type="hidden" name="name" value="\(name)">
            \(field.html)
            <p class="buttons"><button class="do second">Preview</button></p></form>
            \(preview)
            """
        return .html(
            frame(
                Page(
                    menu: .manual, title: "Change \(name)", crumbs: [("The Manual", "/manual")], here: name, body: body),
                context))
    }

    /// As people type it.
    private static func text(of view: ManualView) -> String {
        switch view.item.value {
        case .number(let number): String(number)
        case .span: view.text
        case .choices(let codes): codes.joined(separator: ", ")
        case .rows: String(decoding: view.item.value.written.value.written(), as: UTF8.self)
        }
    }

    private static func preview(_ view: ManualView, _ typed: String, _ context: ViewContext) -> HTML {
        let authority = context.authority
        guard let json = ValueChanges.type.read("\(view.name)=\(trimmed(typed))"),
            let changes = try? ValueChanges(json),
            let kind = authority.kind(of: changes), let acts = Kind.named(kind.name),
            let then = authority.manualValues?.changed(by: changes)?.items[view.name]
        else {
            return refusal("“\(view.name)” takes another sort of value. \(hint(view))", .none)
        }
        let rows = ManualView.differences(view, ManualView(name: view.name, item: then))
        guard !rows.isEmpty else { return "<p class=\"none\">That is what it says already.</p>" }
        if let bound = authority.policy?.bounds[view.name], !bound.admits(then.value) {
            return refusal(
                "The policy admits \(bound.words(then.value)) here; a change of the policy takes a motion.",
                context.clause(view.item.clause))
        }
        let values = rows.map { row -> HTML in
            "<tr><th scope=\"row\">\(shown(row.field, longest: 100))<td><del>\(shown(row.now ?? "–"))</del></td><td><ins>\(shown(row.then ?? "–"))</ins></td></tr>"
        }
        let meaning: HTML =
            switch kind.name {
            case TightenManual.kind: "This makes the rule stricter. The leader signs it, and it is in force at once."
            case LoosenManual.kind:
                "This loosens the rule. The leader and another of the team sign it. It waits for 24 hours, and the leader then puts it into force."
            default: "The \(context.title(of: kind.owner)) owns this value and decides by a motion."
            }
        let fields = [
            ("base", authority.manual.digest.hex), ("changes", ValueChanges.type.typed(json) ?? ""),
            (kind.field, kind.owner),
        ]
        let query = fields.map { "f.\($0.0)=\(encoded($0.1))" }.joined(separator: "&")
        return """
            <h2>What would change</h2>
            <table class="change-table"><thead><tr><th scope="col">Value<th scope="col">now<th scope="col">then</tr></thead><tbody>\(values)</tbody></table>
            <p>\(meaning) \(context.clause("P-37"))</p>
            <p class="buttons"><a class="do" href="\(acts.path)?\(query)">\(acts.title)</a></p>
            """
    }

    private static func hint(_ view: ManualView) -> String {
        switch view.item.value {
        case .number: "Give a whole number."
        case .span: "Give a length of time, like “48 hours”."
        case .choices: "Give codes parted by commas."
        case .rows: "Give its rows as JSON, as shown."
        }
    }

    private static func refusal(_ what: String, _ clause: HTML) -> HTML {
        "<div class=\"refusal\" role=\"alert\"><p>\(shown(what, longest: 600)) \(clause)</p></div>"
    }
}
