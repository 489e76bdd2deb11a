import Ledger

/// Items that signer and hosts keep too, of one subject: agreements and checks, cases and rulings. Each subject has a folder of
/// its own, with the acts that make its items; its file says all that is said once.
///
/// `AuthorityTables` stores one of each, and `Authority.registers` names them. Chapters show them as registers.
package protocol AuthorityRegisters: Sendable {
    /// Its kinds of acts, in the order in which people meet them.
    static var kinds: [Kind] { get }
    /// The hash of each of its tables by name, nil while that is empty (P-62).
    var hashes: [(name: String, hash: Digest?)] { get }
    /// The place at which one of its items was born; nil where it has no such item.
    func born(_ id: ItemID) -> Int?
}

/// Something of these registers: a number and a place for ever, and a line for the state hash.
package protocol AuthorityItem: Item, Equatable {
    var number: Int { get }
    var born: Int { get }
    var line: JSON { get }
}

extension AuthorityItem {
    package var id: ItemID { ItemID(prefix: Self.prefix, number: number) }
}

extension Table where Item: AuthorityItem {
    /// The item with this id, if it is one of these and exists.
    package func item(_ id: ItemID) -> Item? { id.prefix == Item.prefix ? at(id.number - 1) : nil }

    package subscript(id: ID<Item>) -> Item {
        get { self[id.index] }
        _modify { yield &self[id.index] }
    }

    package var hash: Digest? { StateHash.of(self) { $0.line } }
}

extension Authority {
    /// The only list of them.
    package var registers: [any AuthorityRegisters] { [manualChanges, staff] }
}
