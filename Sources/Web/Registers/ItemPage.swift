import Ledger
import Rules

/// One thing: what it is now, what is in it, what can be done with it, and how it came to be so.
enum ItemPage {
    /// The item that an address names.
    static func found(_ request: SiteRequest) throws -> (register: Register, item: ItemView) {
        let register = try RegisterPage.register(request)
        guard let id = ItemID(request["item"]), id.prefix == register.prefix, let item = request.context.item(id) else {
            if let past = request.context.past {
                throw Problem.notFound(
                    "\(request["item"].prefix(80)) was not in the register at \(past.time.text).",
                    "<a href=\"?\">See it as it is now</a>.")
            }
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
        let noun = "\(register.noun.prefix(1).uppercased())\(register.noun.dropFirst())"
        let title = item.name.isEmpty ? "\(noun) \(id.text)" : "\(noun) \(item.name)"
        let findings = context.past == nil ? context.findings.filter { $0.about == .item(id.text) } : []
        let path = "/registers/\(register.name)/\(id.text)"
        let body: HTML = """
            <h1>\(noun) \(item.name.isEmpty ? "\(id.text)" : shown(item.name))</h1>
            <p>\(state(item)) <span class="quiet">· \(id.text)\(place(of: item, register)) · in the register since \(entryLink(item.born))</span></p>
            <div class="two"><section><h2>Now</h2><dl class="facts">\(rows)</dl>
            \(findings.isEmpty ? .none : "<h2>Findings</h2><ul class=\"rows\">\(findings.map { FindingsPage.row($0, context) })</ul>" as HTML)
            \(ItemContents(of: id, context: context).html)</section>
            <section>\(ItemActions(item: item, register: register, context: context).html)
            <p class="buttons"><a class="do second" href="\(path)/sheet">Sheet and label to print</a></p>\(context.dayPicker)</section></div>
            <h2 id="history">History</h2>\(History(id: id, item: item, context: context, page: page).html)\(ItemFiles(id: id, context: context).html)\(context.past == nil ? Notes(about: NoteSubject(id, in: register, context), context: context).html : .none)
            """
        return .html(
            frame(
                Page(
                    menu: .register(register), title: title,
                    crumbs: [("Registers", "/registers"), (register.title, "/registers/\(register.name)")],
                    here: id.text, body: body), context))
    }

    /// Where it is, beside its state.
    private static func place(of item: ItemView, _ register: Register) -> HTML {
        let column = register.columns.first { $0.fact == nil && $0.marks.contains(.whereabouts) }
        let place = column.flatMap { item.values[$0.name]?.text } ?? ""
        return place.isEmpty ? .none : " · in \(idLink(place))"
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
