import Ledger

/// One item of a register as people look at it: its facts, what is kept and what follows, by column.
package struct ItemView: Sendable {
    package let id: ItemID
    /// A short name beside the id.
    package let name: String
    package let state: String
    package let born: Int
    /// By column; a column of which the item says nothing is left out.
    package let values: [String: JSON]

    /// The value of a column as people read it.
    package func text(_ column: Register.Column) -> String { values[column.name].map(column.plain) ?? "" }

    package var json: JSON {
        .sorted(
            values.map { JSON.Member($0.key, $0.value) }
                + [JSON.Member("born", .integer(born)), JSON.Member("id", .string(id.text))])
    }
}

extension Register {
    package func item(_ number: Int, in world: World) -> ItemView? {
        guard let born = born(world, number) else { return nil }
        var values: [String: JSON] = [:]
        for column in columns {
            if let value = column.value(world, number) { values[column.name] = value }
        }
        return ItemView(
            id: ItemID(prefix: prefix, number: number), name: title(of: number, in: world),
            state: state(of: number, in: world), born: born, values: values)
    }

    /// All items, in the order of their ids.
    package func items(_ world: World) -> [ItemView] { (1...max(1, count(world))).compactMap { item($0, in: world) } }

    /// The columns that a page shows unless somebody asks for others.
    package var shown: [Column] { columns.filter { $0.marks.contains(.column) } }
}

/// What somebody asks of a register: which items, in which order, which page of them.
package struct RegisterQuery: Equatable, Sendable {
    /// Each of these columns has this value, as it is written or as people read it.
    package var filters: [String: String] = [:]
    /// Words that an item's id, name or values contain, folded.
    package var words: String = ""
    /// A column or `id`.
    package var sort = "id"
    package var descending = false
    /// From 0.
    package var page = 0
    package var pageSize = 50

    package init() {}
}

/// A page of a register.
package struct RegisterPage: Sendable {
    package let items: [ItemView]
    /// How many match on all pages.
    package let total: Int
    package let query: RegisterQuery
}

extension Register {
    /// Throws a sentence for a column that the register does not have.
    package func page(_ query: RegisterQuery, in world: World) throws(Refusal) -> RegisterPage {
        let found = try matches(query, in: world)
        let start = min(found.count, query.page * query.pageSize)
        let end = min(found.count, start + query.pageSize)
        return RegisterPage(
            items: found[start..<end].compactMap { item($0, in: world) }, total: found.count, query: query)
    }

    /// Everything that matches, on all pages, in order: what an export holds.
    package func all(_ query: RegisterQuery, in world: World) throws(Refusal) -> [ItemView] {
        try matches(query, in: world).compactMap { item($0, in: world) }
    }

    /// The numbers of the items that match, in order. Only the columns asked for are read.
    private func matches(_ query: RegisterQuery, in world: World) throws(Refusal) -> [Int] {
        let filters = try query.filters.keys.sorted().map { (name) throws(Refusal) in
            (try known(name), query.filters[name] ?? "")
        }
        let sort = query.sort == "id" ? nil : try known(query.sort)
        let words = Name.folded(query.words).split(separator: " ").map { String($0) }
        var found = (1...max(1, count(world))).filter { number in
            guard born(world, number) != nil else { return false }
            for (column, wanted) in filters {
                let value = column.value(world, number)
                guard value.map({ FieldType.text($0) == wanted || column.plain($0) == wanted }) ?? wanted.isEmpty else {
                    return false
                }
            }
            return words.isEmpty || has(words, number, in: world)
        }
        if let sort {
            let keys = Dictionary(uniqueKeysWithValues: found.map { ($0, SortKey(sort.value(world, $0))) })
            found.sort { one, other in
                let (a, b) = (keys[one] ?? .nothing, keys[other] ?? .nothing)
                return a == b ? one < other : query.descending ? b < a : a < b
            }
        } else if query.descending {
            found.reverse()
        }
        return found
    }

    private func known(_ name: String) throws(Refusal) -> Column {
        if let column = column(name) { return column }
        throw Refusal(
            "P-4", "\(title) have no column “\(name)”" + Nearest.hint(name, among: columns.map(\.name)) + ".",
            who: "its columns: \(columns.map(\.name).joined(separator: ", "))", sort: .malformed)
    }

    private func has(_ words: [String], _ number: Int, in world: World) -> Bool {
        let text = Name.folded(
            ([ItemID(prefix: prefix, number: number).text]
                + columns.compactMap { column in column.value(world, number).map(column.plain) })
                .joined(separator: "\n"))
        return words.allSatisfy { text.contains($0) }
    }
}

/// How values of a column are ordered: numbers as numbers, texts folded, what is missing first.
private enum SortKey: Comparable {
    case nothing, number(Int), text(String)

    init(_ value: JSON?) {
        guard let value else {
            self = .nothing
            return
        }
        if let number = value.number {
            self = .number(number)
        } else {
            let text = FieldType.text(value)
            // Ids of one register by their number: M-9 before M-10.
            self = ItemID(text).map { .number($0.number) } ?? .text(Name.folded(text))
        }
    }
}

extension World {
    /// The acts and records that name an item, and the one that made it, newest first: its history.
    package func history(of id: ItemID) -> [Int] {
        let maker = Register.of(prefix: id.prefix)?.maker(self, id.number)
        return Set(naming.places(of: id) + [maker].compactMap(\.self)).sorted(by: >)
    }
}
