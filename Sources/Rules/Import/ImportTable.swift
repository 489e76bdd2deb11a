import Ledger

/// A table of things to enter into a register, checked before anybody signs it: each bad line and column with what is
/// wrong, the good rows, and the enclosure that an import of them has.
///
/// Pages and command line make their imports here, so that both sign the same bytes (docs/formats/import.md). It judges as
/// `decide` will, as things stand; `decide` judges again.
package struct ImportTable: Sendable {
    /// What is wrong with the table.
    package struct Flaw: Equatable, Sendable {
        /// From 1, as an editor counts; nil: the file as a whole.
        package let line: Int?
        /// The heading of the column; nil: the line as a whole.
        package var column: String?
        package let what: String

        package var text: String {
            let place = [line.map { "line \($0)" }, column.map { "column “\($0)”" }].compactMap(\.self)
            return (place.isEmpty ? "" : place.joined(separator: ", ") + ": ") + what
        }
    }

    /// A row that could enter.
    package struct Row: Sendable {
        package let line: Int
        package let body: JSON
    }

    package let register: Register
    /// The facts that the table has, in the order of its columns.
    package let columns: [FieldNote]
    /// Rows without a flaw.
    package let rows: [Row]
    /// The first of the flaws, in the order of their lines.
    package let flaws: [Flaw]
    package let flawCount: Int
    /// `{"kind","rows"}`, ready to be enclosed; nil while anything is wrong: all rows enter or none.
    package let enclosure: [UInt8]?

    /// At most this many flaws are listed. Whoever has more corrects these first and tries again.
    package static let flawsMost = 200
}

extension State {
    /// Reads a table of things to enter into a register.
    package func importTable(_ csv: [UInt8], into register: Register, at now: Time) -> ImportTable {
        guard csv.count <= ImportLimit.bytes else {
            return ImportTable(register, "A file has at most \(ImportLimit.bytes) bytes; this one has \(csv.count).")
        }
        do throws(CSVTable.Flaw) {
            let table = try CSVTable(csv, rowsMost: ImportLimit.rows)
            return importTable(table, into: register, at: now)
        } catch {
            let column = error.heading ?? error.cell.map { "\($0)" }
            return ImportTable(register, [.init(line: error.line, column: column, what: error.what)])
        }
    }

    /// What `decide` would say of rows that somebody encloses, as things stand.
    package func flaws(of rows: EnclosedRows, at now: Time) -> [RowFlaw] {
        rows.register.flaws(rows.rows, world, moment(0, now))
    }

    private func importTable(_ table: CSVTable, into register: Register, at now: Time) -> ImportTable {
        let heads = ImportHeads(table.head, register)
        guard heads.flaws.isEmpty else { return ImportTable(register, heads.flaws) }
        guard !table.rows.isEmpty else {
            return ImportTable(register, "There is no row below the names of the columns.")
        }
        var flaws: [ImportTable.Flaw] = []
        var rows: [ImportTable.Row] = []
        for row in table.rows {
            let found = flaws.count
            let body = heads.body(row, &flaws)
            if flaws.count == found { rows.append(ImportTable.Row(line: row.line, body: body)) }
        }
        var bad: Set<Int> = []
        for flaw in register.flaws(rows.map(\.body), world, moment(0, now)) {
            bad.insert(flaw.row)
            let what =
                flaw.former.map { "Line \(rows[$0].line) has the same." } ?? flaw.what
            flaws.append(.init(line: rows[flaw.row].line, column: flaw.field.map(heads.title), what: what))
        }
        let good = rows.enumerated().filter { !bad.contains($0.offset) }.map(\.element)
        return ImportTable(register, flaws, heads.notes, good)
    }
}

extension ImportTable {
    fileprivate init(_ register: Register, _ flaws: [Flaw], _ columns: [FieldNote] = [], _ rows: [Row] = []) {
        var flaws = flaws
        var enclosure: [UInt8]?
        if flaws.isEmpty {
            let bytes = JSON.line([
                "kind": .string("register/\(register.word).enter"), "rows": .array(rows.map(\.body)),
            ]).written()
            if bytes.count <= ImportLimit.bytes {
                enclosure = bytes
            } else {
                flaws.append(
                    Flaw(
                        line: nil,
                        what: "Its rows have \(bytes.count) bytes as they are signed, and an import has at most "
                            + "\(ImportLimit.bytes): split the file in two."))
            }
        }
        (self.register, self.columns, self.rows, self.enclosure) = (register, columns, rows, enclosure)
        flawCount = flaws.count
        let ordered = flaws.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }
        self.flaws = ordered.prefix(ImportTable.flawsMost).map(\.element)
    }

    fileprivate init(_ register: Register, _ what: String) { self.init(register, [Flaw(line: nil, what: what)]) }

    package var json: JSON {
        .line([
            "flaw-count": .integer(flawCount),
            "flaws": .array(
                flaws.map { flaw in
                    .line([
                        "column": flaw.column.map { .string($0) }, "line": flaw.line.map { .integer($0) },
                        "what": .string(flaw.what),
                    ])
                }),
            "good": .integer(rows.count), "register": .string(register.name),
        ])
    }
}

/// What the first line of a table says: which fact each column is.
private struct ImportHeads {
    var notes: [FieldNote] = []
    var flaws: [ImportTable.Flaw] = []
    private let titles: [String]

    init(_ head: CSVTable.Row, _ register: Register) {
        titles = head.cells
        let facts = register.columns.compactMap(\.fact)
        for (index, title) in titles.enumerated() {
            func wrong(_ what: String) {
                flaws.append(.init(line: head.line, column: title.isEmpty ? "\(index + 1)" : title, what: what))
            }
            let folded = Name.folded(title)
            if let note = facts.first(where: { Name.folded($0.name) == folded || Name.folded($0.label) == folded }) {
                if notes.contains(note) { wrong("Two columns have this name.") }
                notes.append(note)
            } else if title.isEmpty {
                wrong("This column has no name.")
            } else if folded == "id" || register.columns.contains(where: { $0.name == folded }) {
                wrong("The register fills this in. Remove the column.")
            } else {
                let hint = Nearest.hint(folded, among: facts.map(\.name))
                wrong(
                    "There is no such column\(hint.isEmpty ? "." : hint) The columns are: "
                        + facts.map(\.name).joined(separator: ", ") + ".")
            }
        }
        for fact in facts where !fact.type.isOptional && !notes.contains(fact) {
            flaws.append(.init(line: head.line, what: "The column “\(fact.name)” (\(fact.label)) is missing."))
        }
    }

    /// As the file calls a fact.
    func title(_ field: String) -> String {
        notes.firstIndex { $0.name == field }.map { titles[$0] } ?? field
    }

    /// The row as the body of the kind that enters one thing. What does not fit is noted.
    func body(_ row: CSVTable.Row, _ flaws: inout [ImportTable.Flaw]) -> JSON {
        guard row.cells.count == notes.count else {
            let what = "This line has \(row.cells.count) cells, but the first line has \(notes.count)."
            flaws.append(.init(line: row.line, what: what))
            return .object([])
        }
        var members: [JSON.Member] = []
        for (index, note) in notes.enumerated() {
            let cell = RegisterCSV.uncovered(row.cells[index])
            if cell.isEmpty {
                guard note.type.isOptional else {
                    flaws.append(
                        .init(line: row.line, column: titles[index], what: "Fill this in: \(note.type.takes)."))
                    continue
                }
            } else if let value = note.type.read(cell) {
                members.append(JSON.Member(note.name, value))
            } else {
                flaws.append(.init(line: row.line, column: titles[index], what: "Give \(note.type.takes)."))
            }
        }
        return .sorted(members)
    }
}
