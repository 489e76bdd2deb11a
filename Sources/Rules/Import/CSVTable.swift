import Ledger

/// A table as people save it from a spreadsheet (RFC 4180), read strictly, with the line on which each row begins.
///
/// Commas, semicolons or tabs part the cells, whichever the first line has most of. Lines end with CR LF, LF or CR; a byte
/// order mark is passed over. Whoever sends it may be anybody: every length has a limit, and one pass reads it.
package struct CSVTable: Sendable {
    package struct Row: Sendable {
        /// From 1, as an editor counts.
        package let line: Int
        package let cells: [String]
    }

    /// Why it is no table: where, and what to do.
    package struct Flaw: Error, Equatable, Sendable {
        package let line: Int
        /// The cell of the line, from 1; nil: the line as a whole.
        package var cell: Int?
        /// What the first line calls the cell's column, once it was read.
        package fileprivate(set) var heading: String?
        package let what: String

        fileprivate func under(_ head: Row) -> Flaw {
            var flaw = self
            flaw.heading = cell.flatMap { head.cells.indices.contains($0 - 1) ? head.cells[$0 - 1] : nil }
            return flaw
        }
    }

    /// The first line, which names the columns.
    package let head: Row
    /// All others, but for empty ones.
    package let rows: [Row]

    package static let cellBytesMost = 16_384
    package static let columnsMost = 100

    package init(_ bytes: [UInt8], rowsMost: Int) throws(Flaw) {
        try CSVTable.requireText(bytes)
        var reader = CSVReader(bytes)
        guard let head = try reader.row() else {
            throw Flaw(line: 1, what: "The file is empty.")
        }
        var rows: [Row] = []
        do throws(Flaw) {
            while let row = try reader.row() {
                guard rows.count < rowsMost else {
                    throw Flaw(
                        line: row.line, what: "There are more than \(rowsMost) rows. Import the rest from another file."
                    )
                }
                rows.append(row)
            }
        } catch { throw error.under(head) }
        (self.head, self.rows) = (head, rows)
    }

    /// UTF-16 would be read as one endless cell with zeros in it.
    private static func requireText(_ bytes: [UInt8]) throws(Flaw) {
        let isWide =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(512).contains(0)
        if isWide {
            throw Flaw(line: 1, what: "This is UTF-16 or not text. Save it as “CSV UTF-8”.")
        }
    }
}

/// Reads one row after the other; nothing is read twice.
private struct CSVReader {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private let separator: UInt8

    private static let quote = UInt8(ascii: "\""), cr: UInt8 = 0x0D, lf: UInt8 = 0x0A

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        separator = CSVReader.separator(of: bytes[at...])
    }

    /// The one of the three of which the first line has most, outside quotes.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes.prefix(CSVTable.cellBytesMost) {
            if byte == quote { isQuoted.toggle() }
            if !isQuoted, byte == cr || byte == lf { break }
            if !isQuoted, [0x2C, 0x3B, 0x09].contains(byte) { counts[byte, default: 0] += 1 }
        }
        let most = counts.values.max()
        return [0x2C, 0x3B, 0x09].first { counts[$0] == most } ?? 0x2C
    }

    /// The next row that says something; nil at the end.
    mutating func row() throws(CSVTable.Flaw) -> CSVTable.Row? {
        while at < bytes.count {
            let begin = line
            let cells = try cells()
            if cells.contains(where: { !$0.isEmpty }) { return CSVTable.Row(line: begin, cells: cells) }
        }
        return nil
    }

    private mutating func cells() throws(CSVTable.Flaw) -> [String] {
        var cells: [String] = []
        while true {
            guard cells.count < CSVTable.columnsMost else {
                throw CSVTable.Flaw(line: line, what: "This line has more than \(CSVTable.columnsMost) cells.")
            }
            cells.append(try cell(cells.count + 1))
            guard at < bytes.count else { return cells }
            if bytes[at] == separator {
                at += 1
                // A separator at the very end has an empty cell behind it.
                if at == bytes.count { return cells + [""] }
                continue
            }
            endLine()
            return cells
        }
    }

    private mutating func endLine() {
        if bytes[at] == CSVReader.cr, at + 1 < bytes.count, bytes[at + 1] == CSVReader.lf { at += 1 }
        at += 1
        line += 1
    }

    private mutating func cell(_ number: Int) throws(CSVTable.Flaw) -> String {
        let begin = line
        let content = at < bytes.count && bytes[at] == CSVReader.quote ? try quoted(number) : try plain(number)
        guard let text = String(validating: content, as: UTF8.self) else {
            throw CSVTable.Flaw(
                line: begin, cell: number,
                what: "This is not UTF-8, perhaps a Windows or Mac code page: save it as “CSV UTF-8”.")
        }
        return trimmedCell(text)
    }

    private mutating func plain(_ number: Int) throws(CSVTable.Flaw) -> ArraySlice<UInt8> {
        let begin = at
        while at < bytes.count, bytes[at] != separator, bytes[at] != CSVReader.cr, bytes[at] != CSVReader.lf {
            if bytes[at] == CSVReader.quote {
                throw CSVTable.Flaw(
                    line: line, cell: number,
                    what: "There is a quote inside a cell. Put the whole cell in quotes and double each quote in it.")
            }
            at += 1
            try requireShort(at - begin, line, number)
        }
        return bytes[begin..<at]
    }

    private mutating func quoted(_ number: Int) throws(CSVTable.Flaw) -> ArraySlice<UInt8> {
        let begin = line
        at += 1
        var content: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == CSVReader.quote {
                guard at < bytes.count, bytes[at] == CSVReader.quote else {
                    guard at == bytes.count || [separator, CSVReader.cr, CSVReader.lf].contains(bytes[at]) else {
                        throw CSVTable.Flaw(
                            line: line, cell: number,
                            what: "There is text after the closing quote. Double each quote inside a cell.")
                    }
                    return content[...]
                }
                at += 1
            } else if byte == CSVReader.lf || byte == CSVReader.cr && !(at < bytes.count && bytes[at] == CSVReader.lf) {
                line += 1
            }
            content.append(byte)
            try requireShort(content.count, begin, number)
        }
        throw CSVTable.Flaw(line: begin, cell: number, what: "The quote that begins here is never closed.")
    }

    private func requireShort(_ count: Int, _ line: Int, _ number: Int) throws(CSVTable.Flaw) {
        guard count > CSVTable.cellBytesMost else { return }
        throw CSVTable.Flaw(
            line: line, cell: number,
            what: "This cell has more than \(CSVTable.cellBytesMost) bytes. Perhaps a closing quote is missing.")
    }

    /// Without the blanks at its ends that spreadsheets leave.
    private func trimmedCell(_ text: String) -> String {
        var cell = Substring(text).unicodeScalars
        while let first = cell.first, first == " " || first == "\t" || first == "\u{A0}" { cell.removeFirst() }
        while let last = cell.last, last == " " || last == "\t" || last == "\u{A0}" { cell.removeLast() }
        return String(cell)
    }
}
