import Ledger

/// SP-2.2.3.2a: a store is given up, once nothing is in it any more.
package struct CloseStore: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let store: ID<SecureStore>

    package static let kind = "register/store.close", title = "Close a secure store"
    package static let clauses = ["SP-2.2.3.2a", "SP-1.2f"]
    package static let fields = Fields({ Self(store: $0) }, Field("store", \Self.store, "Which store", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let store = world.physical.stores.at(store.number) else { return }
        guard store.closing(in: world) == nil else {
            throw Refusal("SP-2.2.3.2a", "\(self.store.text) is already closed.", field: "store", sort: .over)
        }
        // Neither a claim nor a breach empties it (K-8).
        let media = world.physical.media(everIn: self.store.item).filter { medium in
            !medium.isGone(in: world) && medium.places(in: world).contains(self.store.item)
        }
        guard media.isEmpty else {
            let some = media.prefix(5).map(\.id.text).joined(separator: ", ")
            throw Refusal(
                "SP-2.2.3.2a", "\(media.count == 1 ? "A medium is" : "\(media.count) media are") in it: \(some).",
                who: "people who move media, by clean records of where they went", field: "store")
        }
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.stores[store].closed = moment.place
    }
}
