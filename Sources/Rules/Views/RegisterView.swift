import Ledger

/// One item of a register as people look at it: its facts, what is kept and what follows, by column.
package struct ItemView: Sendable {
    package let id: ItemID
    /// A short name beside the id.
    package let name: String
    package let state: String
    package let tone: Tone
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
        let state = state(of: number, in: world)
        return ItemView(
            id: ItemID(prefix: prefix, number: number), name: title(of: number, in: world), state: state,
            tone: tone(of: state), born: born, values: values)
    }

    /// Items in the order of their ids.
    package func items(_ world: World, after number: Int = 0, most: Int = .max) -> [ItemView] {
        (0..<count(world)).dropFirst(number).prefix(most).compactMap { item($0 + 1, in: world) }
    }

    /// The columns that a page shows unless somebody asks for others.
    package var shown: [Column] { columns.filter { $0.marks.contains(.column) } }
}

extension World {
    /// The acts and records that name an item, and the one that made it, newest first: its history.
    package func history(of id: ItemID) -> [Int] {
        let maker = Register.of(prefix: id.prefix)?.maker(self, id.number)
        return Set(naming.places(of: id) + [maker].compactMap(\.self)).sorted(by: >)
    }
}
