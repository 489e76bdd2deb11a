import Ledger
import Rules

/// One register as a list, searched and filtered by state.
enum RegisterPage {
    static func register(_ request: SiteRequest) throws -> RegisterView {
        guard let register = RegisterView.named(request["register"]) else {
            throw Problem.notFound(
                "There is no register “\(request["register"].prefix(80))”.",
                "There are \(HTML(RegisterView.all.map { "<a href=\"/registers/\($0.name)\">\($0.name)</a>" }, between: ", "))."
            )
        }
        return register
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let register = try register(request)
        let items = register.items(context.world)
        let words = request.query["q"]
        let states = Array(Set(items.map(\.state))).sorted()
        let wanted = states.first { $0.utf8.elementsEqual(request.query["state"].utf8) }
        let found = items.filter { item in
            (wanted == nil || item.state == wanted)
                && (words.isEmpty
                    || ([item.id.text, item.name] + item.values).contains {
                        $0.lowercased().contains(words.lowercased())
                    })
        }
        let heads = register.columns.enumerated().map { place, column -> HTML in
            "<th\(place > 2 ? " class=\"minor\"" : "" as HTML)>\(column)"
        }
        let rows = found.prefix(500).map { item -> HTML in
            let cells = item.values.enumerated().map { place, value -> HTML in
                "<td\(place > 2 ? " class=\"minor\"" : "" as HTML)>\(cell(value, context))</td>"
            }
            return
                "<tr><td class=\"id\"><a href=\"/registers/\(register.name)/\(item.id.text)\">\(item.id.text)</a></td>\(cells)<td class=\"id\">\(ItemPage.state(item))</td></tr>"
        }
        let chips = Chips.html(
            [("all", "/registers/\(register.name)", wanted == nil, items.count)]
                + states.map { state in
                    (
                        state, "/registers/\(register.name)?state=\(encoded(state))", state == wanted,
                        items.filter { $0.state == state }.count
                    )
                })
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"none\">\(items.isEmpty ? "Nothing is in it yet." : "Nothing here has these words.")</p>"
            : "<table><thead><tr><th>Id\(heads)<th>State</tr></thead><tbody>\(rows)</tbody></table>"
        let enter = Kind.all.first { $0.name == "register/\(noun(register)).enter" }
        let add: HTML? = enter.map {
            "<p class=\"buttons\"><a class=\"do second\" href=\"\($0.path)\">\($0.title)</a></p>"
        }
        let body: HTML = """
            <h1>\(register.title)</h1>
            <form action="/registers/\(register.name)" class="find"><input type="search" name="q" value="\(words)" maxlength="100" aria-label="Find in \(register.title)" placeholder="Find in \(register.title.lowercased())"></form>
            \(chips)\(table)\(add)
            """
        return .html(
            frame(
                Page(
                    room: Room.of(register: register.name), title: register.title,
                    crumbs: [("Registers", "/registers")], here: register.name, body: body), context))
    }

    /// A value of a column: an id as a link, else text.
    static func cell(_ value: String, _ context: ViewContext) -> HTML {
        if value.isEmpty { return "<span class=\"quiet\">–</span>" }
        if let time = Time(value) { return said(time, now: context.now) }
        return ItemID(value) == nil ? shown(value, longest: 300) : idLink(value)
    }

    static func noun(_ register: RegisterView) -> String {
        switch register.letter {
        case Computer.letter: "computer"
        case Rules.Store.letter: "store"
        default: "medium"
        }
    }
}
