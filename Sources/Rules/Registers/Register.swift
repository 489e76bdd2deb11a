import Ledger

/// A register as pages, commands and exports see it: made from the declaration of its items.
package struct Register: Sendable {
    /// A column of the register: a fact, something kept, or something derived.
    package struct Column: Sendable {
        package let name: String
        package let label: String
        package let marks: FieldMarks
        /// The words that it can say, if these are few: what a filter offers.
        package let words: [String]
        /// The value of the item with a number; nil: the item has none.
        package let value: @Sendable (World, Int) -> JSON?
        /// The value as people read it.
        package let plain: @Sendable (JSON) -> String
        /// What people give, as its field is declared; nil: nobody types it.
        package let fact: FieldNote?
        /// Whether an item's page, sheet and export have it.
        package var isShown: Bool { fact != nil || !marks.isEmpty }
    }

    /// In addresses and commands: `media`.
    package let name: String
    package let title: String
    package let prefix: String
    package let noun: String
    /// Of its kinds: `register/medium.enter`.
    package let word: String
    package let clauses: [String]
    /// Facts in the order of their declaration, then what is kept, then what is derived; `state` comes last.
    package let columns: [Column]
    /// The kinds that every register has.
    package let kinds: [Kind]
    package let count: @Sendable (World) -> Int
    /// The number of the item at an index from 0; most are numbered from 1, cases by their place.
    private let number: @Sendable (World, Int) -> Int
    package let born: @Sendable (World, Int) -> Int?
    /// The place of the act or record that made an item.
    package let maker: @Sendable (World, Int) -> Int?
    /// The canonical line of an item.
    package let line: @Sendable (World, Int) -> JSON?
    /// Over all items; nil while there are none (P-62).
    package let hash: @Sendable (World) -> Digest?
    private let tones: [String: Tone]
    /// The facts that tell items apart, in words.
    package let unique: [[String]]
    /// What is wrong with rows that somebody wants to import.
    package let flaws: @Sendable ([JSON], World, Moment) -> [RowFlaw]

    package init<Thing: Entered>(
        _ name: String, _ title: String, of thing: Thing.Type, state: Derived<Thing>, derived: [Derived<Thing>] = []
    ) {
        (self.name, self.title, prefix, noun, word) = (name, title, Thing.prefix, Thing.noun, Thing.word)
        (clauses, unique) = (Thing.clauses, Thing.Given.unique)
        tones = state.tones
        let items = ItemReading<Thing>()
        columns = items.facts() + items.kept() + items.derived(derived + [state])
        kinds =
            [
                Kind(Enter<Thing>.self), Kind(ChangeFacts<Thing>.self), Kind(ImportItems<Thing>.self),
                Kind(record: CorrectFact<Thing>.self),
            ] + (Thing.Given.fields.notes.contains { $0.marks.contains(.light) } ? [Kind(AmendFacts<Thing>.self)] : [])
        count = { items.table($0).count }
        number = { _, index in index + 1 }
        born = { items.table($0).at($1)?.born }
        maker = { items.table($0).maker(of: $1) }
        flaws = { ImportRows<Thing>.flaws(of: $0, in: $1, at: $2) }
        line = { items.table($0).at($1)?.line }
        hash = { StateHash.of(items.table($0).table) { $0.line } }
    }

    /// A register of items that signer and hosts keep too, as its chapter shows it. The acts that change it have names of
    /// their own; nobody enters, changes or imports an item.
    package init<Thing: AuthorityItem>(
        _ name: String, _ title: String, of thing: Thing.Type, word: String, clauses: [String],
        in table: @escaping @Sendable (Authority) -> Table<Thing>, columns kept: [Kept<Thing>],
        state: Derived<Thing>, derived: [Derived<Thing>] = [],
        maker: @escaping @Sendable (Thing) -> Int = { $0.born }
    ) {
        self.init(
            name, title, word: word, clauses: clauses, columns: kept, state: state, derived: derived, maker: maker,
            count: { table($0.authority).count }, number: { table($0.authority)[$1].number },
            item: { table($0.authority).item(ItemID(prefix: Thing.prefix, number: $1)) })
    }

    /// A register of what acts of the chapter with names of their own make, numbered from 1. Its table is in the state hash
    /// under its own name (`Chapter.tables`), or in authority's.
    package init<Thing: Item>(
        _ name: String, _ title: String, of thing: Thing.Type, word: String, clauses: [String],
        made table: @escaping @Sendable (World) -> Table<Thing>, columns kept: [Kept<Thing>],
        state: Derived<Thing>, derived: [Derived<Thing>] = [], maker: @escaping @Sendable (Thing) -> Int
    ) {
        self.init(
            name, title, word: word, clauses: clauses, columns: kept, state: state, derived: derived, maker: maker,
            count: { table($0).count }, number: { $1 + 1 }, item: { table($0).at($1 - 1) })
    }

    private init<Thing: Item>(
        _ name: String, _ title: String, word: String, clauses: [String], columns kept: [Kept<Thing>],
        state: Derived<Thing>, derived: [Derived<Thing>], maker: @escaping @Sendable (Thing) -> Int,
        count: @escaping @Sendable (World) -> Int, number: @escaping @Sendable (World, Int) -> Int,
        item: @escaping @Sendable (World, Int) -> Thing?
    ) {
        (self.name, self.title, prefix, noun) = (name, title, Thing.prefix, Thing.noun)
        (self.word, self.clauses, unique, kinds) = (word, clauses, [], [])
        tones = state.tones
        columns =
            kept.map { kept in
                Column(
                    name: kept.name, label: kept.label, marks: kept.marks, words: [],
                    value: { world, number in item(world, number).flatMap(kept.value) }, plain: FieldType.text,
                    fact: nil)
            }
            + (derived + [state]).map { derived in
                Column(
                    name: derived.name, label: derived.label, marks: derived.marks, words: derived.words,
                    value: { world, number in item(world, number).map { .string(derived.value($0, world)) } },
                    plain: FieldType.text, fact: nil)
            }
        (self.count, self.number) = (count, number)
        born = { item($0, $1)?.born }
        self.maker = { item($0, $1).map(maker) }
        flaws = { _, _, _ in [] }
        line = { item($0, $1)?.line }
        hash = { _ in nil }
    }

    /// The numbers of its items from an index on, ascending; at most so many of them.
    package func numbers(in world: World, from first: Int = 0, limit: Int = .max) -> [Int] {
        (first..<max(first, min(count(world), limit == .max ? .max : first + limit))).map { number(world, $0) }
    }

    package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

    /// The name beside an item's id.
    package func title(of number: Int, in world: World) -> String {
        columns.first { $0.marks.contains(.title) }.flatMap { column in
            column.value(world, number).map(column.plain)
        } ?? ""
    }

    package func state(of number: Int, in world: World) -> String {
        column("state").flatMap { $0.value(world, number) }.map(FieldType.text) ?? ""
    }

    package func tone(of state: String) -> Tone { tones[state] ?? .alarm }
}

/// Reads the items of one type out of the world.
private struct ItemReading<Thing: Entered>: Sendable {
    private let path = Thing.table

    func table(_ world: World) -> ItemTable<Thing> { world[keyPath: Thing.Home.inside][keyPath: path] }

    func facts() -> [Register.Column] {
        let fields = Thing.Given.fields
        return fields.notes.map { note in
            var words: [String] = []
            if case .choice(let choices) = note.type.control { words = choices }
            return Register.Column(
                name: note.name, label: note.label, marks: note.marks, words: words,
                value: { world, number in table(world).at(number).flatMap { fields.value(note.name, of: $0.given) } },
                plain: note.type.plain, fact: note)
        }
    }

    func kept() -> [Register.Column] {
        Thing.kept.map { kept in
            Register.Column(
                name: kept.name, label: kept.label, marks: kept.marks, words: [],
                value: { world, number in table(world).at(number).flatMap(kept.value) }, plain: FieldType.text,
                fact: nil)
        }
    }

    func derived(_ list: [Derived<Thing>]) -> [Register.Column] {
        list.map { derived in
            Register.Column(
                name: derived.name, label: derived.label, marks: derived.marks, words: derived.words,
                value: { world, number in
                    table(world).at(number).map { .string(derived.value($0, world)) }
                }, plain: FieldType.text, fact: nil)
        }
    }
}

extension Register {
    /// The registers of every chapter.
    package static let all: [Register] = World.chapters.flatMap { $0.registers }

    /// Those whose items people enter, change and import.
    package static let entered = all.filter { !$0.kinds.isEmpty }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    private static let byPrefix = Dictionary(all.map { ($0.prefix, $0) }) { first, _ in first }

    package static func named(_ name: String) -> Register? { byName[name] }
    package static func of(prefix: String) -> Register? { byPrefix[prefix] }
}

extension Register {
    /// The chapter that keeps it.
    package var chapter: (any Chapter.Type)? {
        World.chapters.first { $0.registers.contains { $0.name == name } }
    }
}
