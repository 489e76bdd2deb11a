import Ledger
import Rules

/// One thing: what it is now, and how it came to be so.
enum ItemPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let register = try RegisterPage.register(request)
        guard let id = ItemID(request["item"]), id.letter == register.letter, let item = context.item(id) else {
            throw Problem.notFound(
                "There is no \(RegisterPage.noun(register)) “\(request["item"].prefix(80))”.",
                "Ids here look like <code>\(register.letter)-1</code>. See <a href=\"/registers/\(register.name)\">\(register.title.lowercased())</a>."
            )
        }
        let noun = RegisterPage.noun(register)
        let rows = zip(register.columns, item.values).map { column, value -> HTML in
            "<dt>\(column)</dt><dd>\(RegisterPage.cell(value, context))</dd>"
        }
        // What has left service is not asked to leave it again; a record of what happened all the same is taken.
        let kinds = Kind.all.filter { kind in
            (item.state != "retired" || kind.isRecord)
                && kind.notes.contains { $0.shape == .item(register.letter) }
        }
        let actions = kinds.map { kind -> HTML in
            let field = kind.notes.first { $0.shape == .item(register.letter) }?.name ?? ""
            return "<a class=\"do second\" href=\"\(kind.path)?f.\(field)=\(id.text)\">\(kind.title)</a>"
        }
        let title = "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(id.text)"
        let findings = context.findings.filter { $0.about == id.text }
        let body: HTML = """
            <h1>\(title)</h1>
            <p>\(state(item)) <span class="quiet">· \(shown(item.name)) · in the register since \(entryLink(item.born))</span></p>
            <div class="two"><section><h2>How it came to be so</h2>\(History(id: id, item: item, context: context).html)</section>
            <section><h2>Now</h2><dl class="facts">\(rows)</dl>
            \(findings.isEmpty ? .none : "<h2>Found</h2><ul class=\"rows\">\(findings.map { FindingsPage.row($0, context) })</ul>" as HTML)
            <p class="buttons">\(actions)</p></section></div>
            """
        return .html(
            frame(
                Page(
                    room: Room.of(register: register.name), title: title,
                    crumbs: [("Registers", "/registers"), (register.title, "/registers/\(register.name)")],
                    here: id.text, body: body), context))
    }

    static func state(_ item: ItemView) -> HTML {
        switch item.state {
        case "in use": mark(.open, "in use")
        case "retired": mark(.idle, "retired")
        default: mark(.holds, item.state)
        }
    }
}
