import Ledger

/// A register as a table for other programs (RFC 4180): comma, double quotes where needed, CR LF.
///
/// A cell that a spreadsheet would take as a formula gets an apostrophe before it: what somebody else typed into a
/// register must not run on the machine of whoever opens the export.
package enum RegisterCSV {
    package static func text(_ items: [ItemView], columns: [Register.Column]) -> String {
        let head = ["id"] + columns.map(\.name)
        let rows = items.map { item in
            [item.id.text] + columns.map { item.values[$0.name].map(FieldType.text) ?? "" }
        }
        return ([head] + rows).map { row in row.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ value: String) -> String {
        let isFormula = value.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let safe = isFormula ? "'" + value : value
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension Register {
    /// The columns that an export holds: facts and what follows, without the histories.
    package var exported: [Column] { columns.filter { $0.fact != nil || !$0.marks.isEmpty } }
}
