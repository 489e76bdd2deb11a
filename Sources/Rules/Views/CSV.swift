import Ledger

/// Comma-separated values as RFC 4180 has them, for people who open them in a spreadsheet.
package enum CSV {
    /// The first row are the heads. Lines end with CRLF, also the last one.
    package static func text(_ rows: [[JSON]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ value: JSON) -> String {
        if let number = value.number { return String(number) }
        return quoted(guarded(FieldType.text(value)))
    }

    /// A spreadsheet takes a text that begins like this for a formula, and whoever entered the text would compute in the
    /// reader's name. An apostrophe before it makes it text again; only the exact values of JSON are without it.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return text
        }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
