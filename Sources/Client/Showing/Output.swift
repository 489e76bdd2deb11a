import Ledger
import Rules

/// What a command prints: lines for people, or the same as JSON.
package struct Output: Sendable {
    package let lines: [String]
    package let json: JSON

    package init(_ lines: [String], _ json: JSON) {
        self.lines = lines
        self.json = json
    }

    /// A table; `none` is said where there is no row.
    package init(_ heads: [String], _ rows: [[String]], none: String, _ json: [JSON]) {
        self.init(rows.isEmpty ? [none] : Layout.table(heads, rows), .array(json))
    }

    /// The text of a program's answer: one line of JSON, or the lines.
    package func text(asJSON: Bool) -> String {
        asJSON ? String(decoding: json.written(), as: UTF8.self) : lines.joined(separator: "\n")
    }
}

/// People's ids in a row: `p1, p2`.
func people(_ numbers: [Int]) -> String { numbers.map { "p\($0)" }.joined(separator: ", ") }
