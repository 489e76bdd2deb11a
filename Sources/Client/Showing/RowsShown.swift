import Ledger
import Rules

/// Rows of an import for people: those that a table has, and those that an act encloses.
enum RowsShown {
    /// Rows that are shown whole; a list of thousands is read in the file or on the page.
    private static let most = 10

    /// In a sentence, then each flaw on a line of its own.
    static func told(_ table: ImportTable) -> [String] {
        let count = table.rows.count
        guard table.flawCount > 0 else {
            return ["\(count) \(count == 1 ? "row" : "rows") for \(table.register.name); nothing is wrong with them"]
        }
        let others = table.flawCount - table.flaws.count
        return [
            "\(table.flawCount) \(table.flawCount == 1 ? "thing is" : "things are") wrong with this file, so nothing of it "
                + "can be imported"
        ] + table.flaws.map { "  " + Visible.text($0.text) } + (others > 0 ? ["  and \(others) more"] : [])
    }

    static func lines(_ table: ImportTable) -> [String] {
        guard !table.rows.isEmpty else { return [] }
        let rows = table.rows.prefix(most).map { row in
            ["\(row.line)"] + table.columns.map { Visible.text(EnclosedRows.text(row.body, $0)) }
        }
        return Layout.table(["LINE"] + table.columns.map { $0.name.uppercased() }, rows) + more(table.rows.count)
    }

    /// What a signer is shown of an act's rows, from the bytes that its body names.
    static func lines(_ enclosed: EnclosedRows) -> [String] {
        let rows = enclosed.rows.prefix(most).enumerated().map { index, row in
            ["\(index + 1)"] + enclosed.columns.map { Visible.text(EnclosedRows.text(row, $0)) }
        }
        return ["\(enclosed.rows.count) rows for \(enclosed.register.name):"]
            + Layout.table(["ROW"] + enclosed.columns.map { $0.name.uppercased() }, rows) + more(enclosed.rows.count)
    }

    /// Where all of an act's rows are.
    static func whole(_ act: String) -> [String] { Layout.field("all rows", "foureyes show \(act) --rows > rows.csv") }

    private static func more(_ count: Int) -> [String] { count > most ? ["and \(count - most) more"] : [] }
}

extension Workspace {
    /// The rows that an act enters, from the enclosure that its proposal names.
    func rows(of view: ActView) -> EnclosedRows? {
        let held = replica.enclosures
        return view.kind.rows(in: view.body) { held[$0] }
    }

    /// All of them as a table for other programs.
    package func rows(of id: String) throws(Failure) -> [UInt8] {
        guard let rows = rows(of: try act(id)) else {
            throw .notFound("rows of \(Visible.text(id)); only an act that imports has some")
        }
        return Array(rows.csv.utf8)
    }
}
