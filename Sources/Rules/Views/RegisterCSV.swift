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

    /// Letter by letter as Unicode has them: what looks like one may be a quote with a mark on it, and the wide signs are
    /// formulas to some spreadsheets.
    package static func cell(_ value: String) -> String {
        let isFormula = value.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + value : value
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        var quoted = String.UnicodeScalarView()
        for letter in safe.unicodeScalars {
            if letter == "\"" { quoted.append(letter) }
            quoted.append(letter)
        }
        return "\"" + String(quoted) + "\""
    }
}

extension Register {
    /// The columns that an export holds: facts and what follows, without the histories.
    package var exported: [Column] { columns.filter { $0.fact != nil || !$0.marks.isEmpty } }
}
