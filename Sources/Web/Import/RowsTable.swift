import Ledger
import Rules

/// Rows of an import as a table, some at a time.
struct RowsTable {
    static let pageSize = 50

    let columns: [FieldNote]
    /// Line of the file, or number of the row, and what it says.
    let rows: [(number: Int, body: JSON)]
    let numbered: String
    /// From 0.
    let page: Int
    /// The address of another page; nil: only the first one is shown here.
    let path: (@Sendable (Int) -> String)?

    init(
        _ columns: [FieldNote], _ rows: [(number: Int, body: JSON)], numbered: String, page: String = "",
        path: (@Sendable (Int) -> String)? = nil
    ) {
        (self.columns, self.rows, self.numbered, self.path) = (columns, rows, numbered, path)
        let last = max(0, rows.count - 1) / RowsTable.pageSize
        self.page = min(last, ItemID.place(page).map { max(0, $0 - 1) } ?? 0)
    }

    /// Those that bytes enclose.
    init(_ enclosed: EnclosedRows, page: String = "", path: (@Sendable (Int) -> String)? = nil) {
        self.init(
            enclosed.columns, enclosed.rows.enumerated().map { ($0 + 1, $1) }, numbered: "Row", page: page, path: path)
    }

    var html: HTML {
        let start = page * RowsTable.pageSize
        let some = rows[start..<min(rows.count, start + RowsTable.pageSize)]
        let heads = columns.map { "<th scope=\"col\">\($0.label)" as HTML }
        let lines = some.map { row -> HTML in
            let cells = columns.map { column -> HTML in
                let text = EnclosedRows.text(row.body, column)
                let said: HTML = text.isEmpty ? "<span class=\"quiet\">–</span>" : shown(text, longest: 200)
                return "<td data-label=\"\(column.label)\">\(said)</td>"
            }
            return "<tr><td class=\"id quiet\" data-label=\"\(numbered)\">\(grouped(row.number))</td>\(cells)</tr>"
        }
        return """
            <table class="stack"><thead><tr><th scope="col">\(numbered)\(heads)</tr></thead><tbody>\(lines)</tbody></table>\(pager)
            """
    }

    private var pager: HTML {
        let last = max(0, rows.count - 1) / RowsTable.pageSize
        guard last > 0 else { return .none }
        guard let path else {
            return "<p class=\"quiet\">The first \(RowsTable.pageSize) of \(grouped(rows.count)) rows.</p>"
        }
        let back: HTML = page > 0 ? "<a href=\"\(path(page))\">← before</a>" : .none
        let next: HTML = page < last ? "<a href=\"\(path(page + 2))\">after →</a>" : .none
        return
            "<p class=\"quiet\">\(back) page \(page + 1) of \(last + 1), \(grouped(rows.count)) rows in all \(next)</p>"
    }
}
