import Rules

/// What a page of a register shows, as its address says it, and the addresses of what could be shown instead.
struct RegisterAddress {
    let register: Register
    var query = RegisterQuery()

    init(_ register: Register, _ form: Form) {
        self.register = register
        query.words = form["q"]
        if !form["sort"].isEmpty { query.sort = form["sort"] }
        query.descending = form["order"] == "down"
        query.page = ItemID.place(form["page"]).map { max(0, min($0, 1_000_000) - 1) } ?? 0
        for (name, value) in form.all(under: "where.") { query.filters[name] = value }
        // The address of before there were other filters.
        if !form["state"].isEmpty { query.filters["state"] = form["state"] }
    }

    /// What a form that searches keeps.
    var hidden: [(String, String)] {
        query.filters.keys.sorted().map { ("where.\($0)", query.filters[$0] ?? "") }
            + (query.sort == "id" ? [] : [("sort", query.sort)]) + (query.descending ? [("order", "down")] : [])
    }

    func path(filter name: String, _ value: String?) -> String {
        var other = self
        other.query.filters[name] = value
        other.query.page = 0
        return other.path()
    }

    func path(sort name: String, descending: Bool) -> String {
        var other = self
        (other.query.sort, other.query.descending, other.query.page) = (name, descending, 0)
        return other.path()
    }

    func path(page: Int) -> String {
        var other = self
        other.query.page = page
        return other.path()
    }

    func path(csv: Bool = false) -> String {
        var parts = hidden
        if !query.words.isEmpty { parts.append(("q", query.words)) }
        if query.page > 0, !csv { parts.append(("page", "\(query.page + 1)")) }
        if csv { parts.append(("format", "csv")) }
        let text = parts.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        return "/registers/\(register.name)" + (text.isEmpty ? "" : "?" + text)
    }
}
