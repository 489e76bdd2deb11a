import HashTreeCollections
import Ledger

/// The registers of chapter 2.
package struct PhysicalRegisters: Registers {
    package static var inside: any WritableKeyPath<World, PhysicalRegisters> & Sendable { \.physical }

    package var computers = ItemTable<Computer>()
    package var stores = ItemTable<SecureStore>()
    package var media = ItemTable<Medium>() {
        didSet { receive() }
    }
    /// Which media anybody ever said to be in a store or a computer; an index, no state. Whether one may be there now is
    /// asked of its own history (K-8), because a record that two answer *false* later changes that.
    package private(set) var stays = TreeDictionary<ItemID, TreeSet<Int>>()
    /// The store that received each medium; an index, no state.
    private var received = TreeDictionary<Int, ItemID>()

    package init() {}
}

extension PhysicalRegisters {
    /// Each medium that entered since, by whichever kind, is in the store that received it.
    private mutating func receive() {
        while received.count < media.count, let medium = media.at(received.count + 1) {
            let store = medium.given.store.item
            received[medium.number] = store
            stays[store, default: []].insert(medium.number)
        }
    }

    /// What a record says of where a medium is. Nothing else does, so that the index has every place.
    mutating func put(_ medium: ID<Medium>, in place: Medium.Place, of record: OpenRecord) {
        media[medium].put(in: place, of: record)
        stays[place.item, default: []].insert(medium.number)
    }

    /// The media that anybody ever said to be there, ascending: what a gate or a page about a place looks through.
    package func media(everIn place: ItemID) -> [Medium] {
        (stays[place] ?? []).sorted().compactMap { media.at($0) }
    }
}
