import HashTreeCollections
import Ledger

/// Where items are named: the places of the acts and records that name each. An index, no state, so that an item's page
/// costs what it shows and not what the ledger holds.
package struct Naming: Sendable {
    private var places = TreeDictionary<ItemID, Table<Int>>()

    package init() {}

    mutating func take(_ items: [ItemID], at place: Int) {
        for item in Set(items) { places[item, default: Table()].append(place) }
    }

    /// Ascending.
    package func places(of id: ItemID) -> [Int] { places[id].map(Array.init) ?? [] }
}

extension World {
    /// The items that the act or record at a place names.
    func named(at place: Int) -> [ItemID] {
        if let act = authority.acts[place: place] {
            return act.kind.items(act.act).map(\.item) + act.named.map { ItemID(prefix: Person.prefix, number: $0) }
        }
        if let act = acts[place: place] {
            return act.kind.items(act.act).map(\.item) + act.named.map { ItemID(prefix: Person.prefix, number: $0) }
        }
        return recordIndex(at: place).map { records[$0] }.map { $0.kind.items($0.record).map(\.item) } ?? []
    }
}
