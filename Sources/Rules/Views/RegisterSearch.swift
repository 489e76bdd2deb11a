import Ledger

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
    /// What each filter would show, by its column.
    package let facets: [String: Facet]

    /// How many items match everything else that is asked, whatever this column says.
    package struct Facet: Sendable {
        package internal(set) var total = 0
        /// By the column's word, as it is written; a word that nothing has is left out.
        package internal(set) var counts: [String: Int] = [:]
        package init() {}
    }
}

extension Register {
    /// Columns with few words: what a page offers as filters.
    package var filtering: [Column] { columns.filter { $0.marks.contains(.filter) && $0.words.count > 1 } }

    /// What a search looks into: what people gave, and what the list shows.
    fileprivate var searched: [Column] { columns.filter { $0.fact != nil || $0.marks.contains(.column) } }

    /// Throws a sentence for a column that the register does not have, and for one that asks too much.
    package func page(_ query: RegisterQuery, in world: World) throws(Refusal) -> RegisterPage {
        let search = try RegisterSearch(self, query)
        let (found, facets) = search.found(in: world, counting: filtering)
        let start = min(found.count, query.page * query.pageSize)
        let end = min(found.count, start + query.pageSize)
        return RegisterPage(
            items: found[start..<end].compactMap { item($0, in: world) }, total: found.count, query: query,
            facets: facets)
    }

    /// Everything that matches, on all pages, in order: what an export holds.
    package func all(_ query: RegisterQuery, in world: World) throws(Refusal) -> [ItemView] {
        try RegisterSearch(self, query).found(in: world, counting: []).numbers.compactMap { item($0, in: world) }
    }
}

/// Goes through the items of a register once. Only the columns asked for are read.
private struct RegisterSearch {
    private let register: Register
    private let filters: [(column: Register.Column, wanted: String)]
    private let sort: Register.Column?
    private let words: Set<String>
    private let isDescending: Bool

    init(_ register: Register, _ query: RegisterQuery) throws(Refusal) {
        self.register = register
        filters = try query.filters.keys.sorted().map { (name) throws(Refusal) in
            (try Self.column(name, of: register), query.filters[name] ?? "")
        }
        sort = query.sort == "id" ? nil : try Self.column(query.sort, of: register)
        // Anybody asks, and each word is looked for in each item.
        guard query.words.utf8.count <= 200, query.filters.values.allSatisfy({ $0.utf8.count <= 100 }) else {
            throw Refusal("P-4", "A search has at most 200 bytes, and a filter at most 100.", sort: .malformed)
        }
        words = Set(Name.folded(query.words).split(separator: " ").map { String($0) })
        guard words.count <= 10 else { throw Refusal("P-4", "A search has at most ten words.", sort: .malformed) }
        isDescending = query.descending
    }

    /// The numbers of the items that match, in order, and what each of these columns would show instead.
    func found(
        in world: World, counting columns: [Register.Column]
    ) -> (numbers: [Int], facets: [String: RegisterPage.Facet]) {
        var numbers: [Int] = []
        var facets: [String: RegisterPage.Facet] = [:]
        for number in register.numbers(in: world) {
            let missed = filters.filter { !fits(number, $0.column, $0.wanted, in: world) }.map(\.column.name)
            // What misses by one filter is what that filter would show if it asked for something else.
            guard missed.count < (columns.isEmpty ? 1 : 2), words.isEmpty || has(number, in: world) else { continue }
            if missed.isEmpty { numbers.append(number) }
            for column in columns where missed.isEmpty || missed == [column.name] {
                facets[column.name, default: .init()].total += 1
                guard let value = column.value(world, number) else { continue }
                facets[column.name, default: .init()].counts[FieldType.text(value), default: 0] += 1
            }
        }
        return (sorted(numbers, in: world), facets)
    }

    private func fits(_ number: Int, _ column: Register.Column, _ wanted: String, in world: World) -> Bool {
        guard let value = column.value(world, number) else { return wanted.isEmpty }
        return FieldType.text(value) == wanted || column.plain(value) == wanted
    }

    private func has(_ number: Int, in world: World) -> Bool {
        let text = Name.folded(
            ([ItemID(prefix: register.prefix, number: number).text]
                + register.searched.compactMap { column in column.value(world, number).map(column.plain) })
                .joined(separator: "\n"))
        return words.allSatisfy { text.contains($0) }
    }

    private func sorted(_ numbers: [Int], in world: World) -> [Int] {
        guard let sort else { return isDescending ? numbers.reversed() : numbers }
        let keys = Dictionary(uniqueKeysWithValues: numbers.map { ($0, SortKey(sort.value(world, $0))) })
        return numbers.sorted { one, other in
            let (a, b) = (keys[one] ?? .nothing, keys[other] ?? .nothing)
            return a == b ? one < other : isDescending ? b < a : a < b
        }
    }

    private static func column(_ name: String, of register: Register) throws(Refusal) -> Register.Column {
        if let column = register.column(name) { return column }
        throw Refusal(
            "P-4",
            "\(register.title) have no column “\(name)”" + Nearest.hint(name, among: register.columns.map(\.name))
                + ".",
            who: "its columns: \(register.columns.map(\.name).joined(separator: ", "))", sort: .malformed)
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
