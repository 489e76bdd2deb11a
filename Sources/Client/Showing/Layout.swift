/// Aligned columns and wrapped lines, never beyond 100 columns.
package enum Layout {
    /// "1 entry", "2 entries".
    static func counted(_ count: Int, _ one: String, _ more: String) -> String { "\(count) \(count == 1 ? one : more)" }

    package static let width = 100

    /// Rows as columns; the last one is wrapped. Cells are shown as they are: their makers made them visible.
    package static func table(_ heads: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let all = [heads] + rows
        var widths = heads.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        // The widest but last column gives way until the last one has the room it needs, or a third of the width.
        let reserved = min(widths.last ?? 0, width / 3)
        while widths.dropLast().reduce(reserved, { $0 + $1 + 2 }) > width, let most = widths.dropLast().max(),
            most > 8,
            let index = widths.dropLast().firstIndex(of: most)
        {
            widths[index] -= 1
        }
        return all.flatMap { line($0, widths) }
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> [String] {
        var start = ""
        for (cell, width) in zip(cells.dropLast(), widths) {
            let cut = cell.count > width ? cell.prefix(max(0, width - 1)) + "…" : cell[...]
            start += cut + String(repeating: " ", count: width - cut.count + 2)
        }
        return wrapped(cells.last ?? "", after: start)
    }

    /// A label and its text, wrapped under itself.
    package static func field(_ label: String, _ text: String, indent: Int = 2) -> [String] {
        let padding = String(repeating: " ", count: max(1, 12 - label.count))
        return wrapped(text, after: String(repeating: " ", count: indent) + label + padding)
    }

    /// Text behind a start, its further lines below it.
    package static func wrapped(_ text: String, after start: String) -> [String] {
        let room = max(20, width - start.count)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = word
            if !line.isEmpty, line.count + 1 + rest.count > room {
                lines.append(line)
                line = ""
            } else if !line.isEmpty {
                line += " "
            }
            while rest.count > room {
                lines.append(String(rest.prefix(room)))
                rest = rest.dropFirst(room)
            }
            line += rest
        }
        lines.append(line)
        let below = String(repeating: " ", count: start.count)
        return lines.enumerated().map { (($0.offset == 0 ? start : below) + $0.element).trimmedAtEnd }
    }
}

extension String {
    /// Without spaces at its end.
    fileprivate var trimmedAtEnd: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
