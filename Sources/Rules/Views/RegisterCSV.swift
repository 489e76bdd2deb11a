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
        return text([head] + rows)
    }

    package static func text(_ rows: [[String]]) -> String {
        rows.map { row in row.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Letter by letter as Unicode has them: what looks like one may be a quote with a mark on it, and the wide signs are
    /// formulas to some spreadsheets.
    package static func cell(_ value: String) -> String {
        let safe = isFormula(value) ? "'" + value : value
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        var quoted = String.UnicodeScalarView()
        for letter in safe.unicodeScalars {
            if letter == "\"" { quoted.append(letter) }
            quoted.append(letter)
        }
        return "\"" + String(quoted) + "\""
    }

    /// Whether a spreadsheet takes it for a formula. One apostrophe more stands before what has some already, so that an
    /// import of an export gives what was there.
    private static func isFormula(_ value: String) -> Bool {
        let first = value.unicodeScalars.first { $0 != "'" }
        return first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    }

    /// What a cell says, without the apostrophe that `cell` puts before it.
    package static func uncovered(_ cell: String) -> String {
        cell.unicodeScalars.first == "'" && isFormula(cell) ? String(cell.unicodeScalars.dropFirst()) : cell
    }
}

extension Register {
    /// The columns that an export holds: facts and what follows, without the histories.
    package var exported: [Column] { columns.filter(\.isShown) }
}
