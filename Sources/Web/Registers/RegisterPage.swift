import Ledger
import Rules

/// One register as a list: sorted by any column, filtered by state and by any choice, searched, page by page, and as CSV.
/// Whatever is shown has an address of its own.
enum RegisterPage {
    static func register(_ request: SiteRequest) throws -> Register {
        guard let register = Register.named(request["register"]) else {
            throw Problem.notFound(
                "There is no register “\(request["register"].prefix(80))”.",
                "There are \(HTML(Register.all.map { "<a href=\"/registers/\($0.name)\">\($0.name)</a>" }, between: ", "))."
            )
        }
        return register
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let register = try register(request)
        let address = RegisterAddress(register, request.query)
        let page: RulesPage
        do throws(Refusal) {
            if request.query["format"] == "csv" {
                let items = try register.all(address.query, in: context.world)
                let csv = RegisterCSV.text(items, columns: register.exported)
                var file = SiteResponse.file(Array(csv.utf8), named: register.name + ".csv")
                file.type = "text/csv; charset=utf-8"
                return file
            }
            page = try register.page(address.query, in: context.world)
        } catch {
            throw Problem.bad("\(error.what)", "\(error.who)")
        }
        return .html(
            frame(
                Page(
                    menu: .register(register), title: register.title,
                    crumbs: [("Registers", "/registers")], here: register.name,
                    body: body(register, page, address, context)), context))
    }

    typealias RulesPage = Rules.RegisterPage

    private static func body(
        _ register: Register, _ page: RulesPage, _ address: RegisterAddress, _ context: ViewContext
    ) -> HTML {
        let enter = Kind.named("register/\(register.word).enter")
        let reason = context.authority.notApplicable(register.chapter?.name)
        let add: HTML? =
            reason != nil
            ? nil
            : enter.map {
                "<a class=\"do second\" href=\"\($0.path)\">\($0.title)</a>"
            }
        let table: HTML? =
            enter == nil ? nil : "<a class=\"do second\" href=\"\(ImportPages.path(register))\">Import a table</a>"
        return """
            <h1>\(register.title)</h1>\(reason.map(notApplicable) ?? .none)
            \(search(register, address))\(filters(register, page, address))
            <p class="quiet">\(counted(page, address))</p>
            \(rows(register, page, address, context))\(pager(page, address))
            <p class="buttons">\(add)\(table)<a class="do second" href="\(address.path(csv: true))">Download as CSV</a></p>
            """
    }

    private static func counted(_ page: RulesPage, _ address: RegisterAddress) -> HTML {
        guard page.total > 0 else { return .none }
        let first = page.query.page * page.query.pageSize + 1
        let last = first + page.items.count - 1
        guard page.total > page.items.count else { return "\(amount(page.total, "item", "items"))" }
        return "\(grouped(first)) to \(grouped(max(first, last))) of \(grouped(page.total))"
    }

    private static func search(_ register: Register, _ address: RegisterAddress) -> HTML {
        let kept = address.hidden.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return """
            <form action="/registers/\(register.name)" class="find"><input type="search" name="q" value="\(address.query.words)" maxlength="100" aria-label="Find in \(register.title)" placeholder="Find in \(register.title.lowercased())">\(kept)</form>
            """
    }

    /// A row of links for each column with few words: any, and those that something has, with how many that are.
    private static func filters(_ register: Register, _ page: RulesPage, _ address: RegisterAddress) -> HTML {
        HTML(
            register.filtering.compactMap { column -> HTML? in
                let facet = page.facets[column.name] ?? .init()
                let chosen = address.query.filters[column.name]
                let words = column.words.filter { facet.counts[$0] != nil || $0 == chosen }
                // A choice of one is none.
                guard words.count > 1 || chosen != nil else { return nil }
                let any = (
                    label: "any", path: address.path(filter: column.name, nil),
                    on: chosen == nil, count: Optional(facet.total)
                )
                return Chips.html(
                    [any]
                        + words.map { word in
                            (
                                column.plain(.string(word)), address.path(filter: column.name, word), word == chosen,
                                facet.counts[word] ?? 0
                            )
                        }, named: column.label)
            })
    }

    private static func rows(
        _ register: Register, _ page: RulesPage, _ address: RegisterAddress, _ context: ViewContext
    ) -> HTML {
        guard !page.items.isEmpty else {
            let isEmpty = register.count(context.world) == 0
            return "<p class=\"none\">\(isEmpty ? "Nothing is in it yet." : "Nothing here matches.")</p>"
        }
        let columns = register.shown.filter { $0.name != "state" }
        let heads = columns.map { column -> HTML in
            "<th scope=\"col\" class=\"\(place(of: column))\">\(head(column.name, column.label, address))"
        }
        let rows = page.items.map { item -> HTML in
            let cells = columns.map { column -> HTML in
                "<td class=\"\(place(of: column))\">\(cell(item, column, context))</td>"
            }
            return
                "<tr><td class=\"id c-id\"><a href=\"/registers/\(register.name)/\(item.id.text)\">\(item.id.text)</a></td>\(cells)<td class=\"id c-state\">\(ItemPage.state(item))</td></tr>"
        }
        return
            "<table class=\"cards\"><thead><tr><th scope=\"col\" class=\"c-id\">\(head("id", "Id", address))\(heads)<th scope=\"col\" class=\"c-state\">\(head("state", "State", address))</tr></thead><tbody>\(rows)</tbody></table>"
    }

    /// Where a column stands on the card that a row becomes on a phone: its name, its place; all others are on its own page.
    private static func place(of column: Register.Column) -> String {
        if column.marks.contains(.title) { return "c-title" }
        return column.marks.contains(.whereabouts) && column.fact == nil ? "c-where" : "minor"
    }

    /// A heading that sorts by its column, and the other way when it does already.
    private static func head(_ name: String, _ label: String, _ address: RegisterAddress) -> HTML {
        let isOn = address.query.sort == name
        let arrow: HTML = isOn ? (address.query.descending ? " ▾" : " ▴") : .none
        return
            "<a href=\"\(address.path(sort: name, descending: isOn && !address.query.descending))\">\(label)\(arrow)</a>"
    }

    private static func pager(_ page: RulesPage, _ address: RegisterAddress) -> HTML {
        let last = max(0, (page.total - 1) / page.query.pageSize)
        guard last > 0 else { return .none }
        let back: HTML =
            page.query.page > 0 ? "<a href=\"\(address.path(page: page.query.page - 1))\">← before</a>" : .none
        let next: HTML =
            page.query.page < last ? "<a href=\"\(address.path(page: page.query.page + 1))\">after →</a>" : .none
        return "<p class=\"quiet\">\(back) page \(page.query.page + 1) of \(last + 1) \(next)</p>"
    }

    /// A value of a column: an id as a link, a time in the reader's zone, else text.
    static func cell(_ item: ItemView, _ column: Register.Column, _ context: ViewContext) -> HTML {
        guard let json = item.values[column.name] else { return "<span class=\"quiet\">–</span>" }
        let value = column.plain(json)
        if value.isEmpty { return "<span class=\"quiet\">–</span>" }
        if let time = Time(value) { return said(time, now: context.now) }
        // Only a field that names items is a link: a serial number may look like an id.
        let names = column.fact?.type.prefixes.isEmpty == false || (column.fact == nil && column.name != "state")
        return names && ItemID(value) != nil ? idLink(value) : shown(value, longest: 300)
    }
}
