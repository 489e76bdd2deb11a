import Ledger

/// One item of a register as people look at it.
package struct ItemView: Sendable {
    package let id: ItemID
    /// A short name beside the id.
    package let name: String
    /// What the item says, in the order of the register's columns.
    package let values: [String]
    package let state: String
    package let born: Int

    package func json(_ columns: [String]) -> JSON {
        var members = [
            JSON.Member("born", .integer(born)), JSON.Member("id", .string(id.text)),
            JSON.Member("state", .string(state)),
        ]
        for (column, value) in zip(columns, values) { members.append(JSON.Member(column, .string(value))) }
        return .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
}

/// A register of things: its name, its columns, and how its items read.
package struct RegisterView: Sendable {
    package let name: String
    package let title: String
    package let letter: String
    package let columns: [String]
    package let items: @Sendable (World) -> [ItemView]

    /// The registers of things in this edition; people, groups, motions and stops have views of their own.
    package static let all: [RegisterView] = [computers, stores, media]

    package static func named(_ name: String) -> RegisterView? { all.first { $0.name == name } }
    package static func of(letter: String) -> RegisterView? { all.first { $0.letter == letter } }

    private static let computers = RegisterView(
        name: "computers", title: "Computers", letter: Computer.letter,
        columns: ["hostname", "model", "serial", "vendor"]
    ) { world in
        world.physical.computers.map { computer in
            ItemView(
                id: ItemID(letter: Computer.letter, number: computer.number), name: computer.hostname.text,
                values: [computer.hostname.text, computer.model.text, computer.serial.text, computer.vendor.text],
                state: "inventoried", born: computer.born)
        }
    }

    private static let stores = RegisterView(
        name: "stores", title: "Secure stores", letter: Store.letter, columns: ["label", "media"]
    ) { world in
        world.physical.stores.map { store in
            let held = world.physical.media.filter { $0.whereabouts == .store(store.number) && $0.retired == nil }.count
            return ItemView(
                id: ItemID(letter: Store.letter, number: store.number), name: store.label.text,
                values: [store.label.text, "\(held)"], state: "in service", born: store.born)
        }
    }

    private static let media = RegisterView(
        name: "media", title: "Media", letter: Medium.letter,
        columns: ["label", "sort", "serial", "whereabouts", "erased", "fate"]
    ) { world in
        world.physical.media.map { medium in
            ItemView(
                id: ItemID(letter: Medium.letter, number: medium.number), name: medium.label.text,
                values: [
                    medium.label.text, medium.sort.rawValue, medium.serial.text, medium.whereabouts.item.text,
                    medium.erasures.last?.happened.text ?? "never", medium.fate?.rawValue ?? "",
                ], state: medium.state.rawValue, born: medium.born)
        }
    }
}

extension World {
    /// The acts and records that name an item, or made it, newest first: its history.
    package func history(of id: ItemID, born: Int) -> [Int] {
        var places: Set<Int> = []
        for act in authority.acts.table where names(id, in: act) || act.end == .inEffect(born) {
            places.insert(act.place)
        }
        for act in acts.table where names(id, in: act) || act.end == .inEffect(born) { places.insert(act.place) }
        for record in records where record.kind.items(record.record).contains(where: { $0.item == id }) {
            places.insert(record.place)
        }
        return places.sorted(by: >)
    }

    private func names<S: Scope>(_ id: ItemID, in act: OpenAct<S>) -> Bool {
        act.kind.items(act.act).contains { $0.item == id }
            || (id.letter == Person.letter && act.named.contains(id.number))
    }
}
