import Ledger

/// A row of a table of the Manual, as a chapter reads it. Its first field is its `name`.
package protocol ManualRow: Sendable {
    static var fields: Fields<Self> { get }
}

/// A value of the Manual that a chapter reads: listed in its doorway, so that no policy comes into force whose Manual is
/// silent about it or says something of another sort.
package struct ManualValue: Sendable {
    package enum Shape: Sendable {
        case choices, number, span
        case rows(RowShape)

        /// A table whose rows are read as this type.
        package static func rows<Row: ManualRow>(_ row: Row.Type) -> Shape { .rows(RowShape(row)) }
    }

    package let name: String
    package let shape: Shape

    package init(_ name: String, _ shape: Shape) { (self.name, self.shape) = (name, shape) }
}

/// What the rows of one table hold.
package struct RowShape: Sendable {
    package let notes: [FieldNote]
    private let read: @Sendable (JSON) throws(Refusal) -> Void

    init<Row: ManualRow>(_ row: Row.Type) {
        let fields = Row.fields
        notes = fields.notes
        read = { (json) throws(Refusal) in _ = try fields.read(json) }
    }

    /// What is wrong with a row, by its member; nil: it can be read.
    func fault(in row: Manual.Row) -> (member: String?, what: String)? {
        let known = notes.map(\.name)
        if let stranger = row.members.first(where: { !known.contains($0.key) })?.key {
            return (stranger, "a row here has no `\(stranger)`" + Nearest.hint(stranger, among: known))
        }
        do throws(Refusal) { try read(row.json) } catch {
            guard let field = error.field, row.json[field] != nil else {
                return (nil, "`\(error.field ?? "")` is missing: a row here has \(written)")
            }
            return (field, error.what)
        }
        return nil
    }

    /// Its members with what each takes.
    var written: String {
        notes.map { "`\($0.name)` (\($0.type.takes)\($0.type.isOptional ? ", or left out" : ""))" }
            .joined(separator: ", ")
    }
}

extension Manual {
    /// One row of a table; nil where the Manual has no such row, or not as it is read here.
    package func row<Row: ManualRow>(_ name: String, in table: String, of row: Row.Type = Row.self) -> Row? {
        guard case .rows(let rows)? = value(table), let found = rows.first(where: { $0.name == name }) else {
            return nil
        }
        return try? Row.fields.read(found.json)
    }

    /// The rows of a table; nil where the Manual has no such table, or one of other rows.
    package func rows<Row: ManualRow>(_ name: String, of row: Row.Type = Row.self) -> [Row]? {
        guard case .rows(let rows)? = value(name) else { return nil }
        return try? rows.map { try Row.fields.read($0.json) }
    }
}

extension ManualValue {
    /// What a chapter of this build reads under a name.
    package static func named(_ name: String) -> ManualValue? { byName[name] }

    private static let byName = Dictionary(World.chapters.flatMap { $0.manual }.map { ($0.name, $0) }) { first, _ in
        first
    }

    /// The chapter that reads it.
    package var chapter: Clause.Chapter? {
        World.chapters.first { $0.manual.contains { $0.name == name } }?.name
    }

    /// One fault for each value that these chapters read and the Manual does not give as they read it.
    package static func faults(in manual: Manual, of chapters: [any Chapter.Type]) -> [PolicyFault] {
        chapters.flatMap { chapter in chapter.manual.flatMap { $0.faults(in: manual, title: chapter.title) } }
    }

    package func faults(in manual: Manual, title: String) -> [PolicyFault] {
        func fault(_ path: [String], _ what: String) -> PolicyFault {
            PolicyFault(document: .manual, path: ["values"] + path, what: what)
        }
        guard let value = manual.value(name) else {
            let meant = Nearest.nearest(name, among: manual.names).map { "; did you mean `\($0)`?" } ?? ""
            return [fault([name], "`\(name)` is missing: the chapter “\(title)” needs it; give \(wanted)\(meant)")]
        }
        switch (shape, value) {
        case (.choices, .choices), (.number, .number), (.span, .span): return []
        case (.rows(let shape), .rows(let rows)):
            return rows.enumerated().compactMap { place, row in
                shape.fault(in: row).map {
                    fault([name, "rows", String(place)] + [$0.member].compactMap { $0 }, $0.what)
                }
            }
        default: return [fault([name], "the chapter “\(title)” needs this value in a different form; give \(wanted)")]
        }
    }

    private var wanted: String {
        switch shape {
        case .choices: "`choices`, a list of codes"
        case .number: "`number`, a whole number"
        case .span: "`span`, a length of time"
        case .rows(let shape): "`rows`, each with \(shape.written)"
        }
    }
}
