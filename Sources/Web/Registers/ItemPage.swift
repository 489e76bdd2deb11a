import Ledger
import Rules

/// One thing: what it is now, and how it came to be so.
enum ItemPage {
    /// The item that an address names.
    static func found(_ request: SiteRequest) throws -> (register: Register, item: ItemView) {
        let register = try RegisterPage.register(request)
        guard let id = ItemID(request["item"]), id.prefix == register.prefix, let item = request.context.item(id) else {
            throw Problem.notFound(
                "There is no \(register.noun) “\(request["item"].prefix(80))”.",
                "Ids here look like <code>\(register.prefix)-1</code>. See <a href=\"/registers/\(register.name)\">\(register.title.lowercased())</a>."
            )
        }
        return (register, item)
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let (register, item) = try found(request)
        let id = item.id
        let page = ItemID.place(request.query["history"]).map { min(max(1, $0), 1_000_000) - 1 } ?? 0
        let rows = register.columns.filter { $0.name != "state" && $0.isShown }.map {
            column -> HTML in
            "<dt>\(column.label)</dt><dd>\(RegisterPage.cell(item, column, context))</dd>"
        }
        // What has left service is not asked to leave it again; a record of what happened anyway is taken.
        let kinds = Kind.all.filter { kind in
            (item.tone != .over || kind.isRecord)
                && kind.notes.contains { $0.type.control == .item([register.prefix]) }
        }
        func links(_ heading: HTML, _ kinds: [Kind]) -> HTML {
            guard !kinds.isEmpty else { return .none }
            let items = kinds.map { kind -> HTML in
                let field = kind.notes.first { $0.type.control == .item([register.prefix]) }?.name ?? ""
                return "<li><a href=\"\(kind.path)?f.\(field)=\(id.text)\">\(kind.title)</a></li>"
            }
            return "<h2>\(heading)</h2><ul class=\"links\">\(items)</ul>"
        }
        let title = "\(register.noun.prefix(1).uppercased())\(register.noun.dropFirst()) \(id.text)"
        let findings = context.findings.filter { $0.about == .item(id.text) }
        let body: HTML = """
            <h1>\(title)</h1>
            <p>\(state(item)) <span class="quiet">· \(shown(item.name)) · in the register since \(entryLink(item.born))</span></p>
            <div class="two aside"><section><h2>Now</h2><dl class="facts">\(rows)</dl>
            \(findings.isEmpty ? .none : "<h2>Findings</h2><ul class=\"rows\">\(findings.map { FindingsPage.row($0, context) })</ul>" as HTML)
            \(links("Record what happened", kinds.filter(\.isRecord)))\(links("Propose", kinds.filter { !$0.isRecord }))
            <p class="buttons"><a class="do second" href="/registers/\(register.name)/\(id.text)/sheet">Sheet and label to print</a></p></section>
            <section><h2>History</h2>\(History(id: id, item: item, context: context, page: page).html)\(ItemFiles(id: id, context: context).html)\(Notes(about: NoteSubject(id, in: register, context), context: context).html)</section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .register(register), title: title,
                    crumbs: [("Registers", "/registers"), (register.title, "/registers/\(register.name)")],
                    here: id.text, body: body), context))
    }

    static func state(_ item: ItemView) -> HTML { mark(item.tone.meaning, item.state) }
}

extension Tone {
    fileprivate var meaning: Meaning {
        switch self {
        case .good: .holds
        case .open: .open
        case .alarm: .broken
        case .over: .idle
        }
    }
}
