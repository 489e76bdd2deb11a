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
    /// The index of the item with a number. Most are numbered from 1; cases by their place, which ascends too.
    private func index(of number: Int) -> Int? {
        if at(number - 1)?.number == number { return number - 1 }
        let index = firstIndex { $0.number < number }
        return at(index)?.number == number ? index : nil
    }

    /// The item with this id, if it is one of these and exists.
    package func item(_ id: ItemID) -> Item? { id.prefix == Item.prefix ? index(of: id.number).map { self[$0] } : nil }

    /// An item that is known to exist: ids in a body are, before a rule reads them (P-35).
    package subscript(id: ID<Item>) -> Item {
        get { self[index(of: id.number) ?? id.index] }
        _modify { yield &self[index(of: id.number) ?? id.index] }
    }

    package var hash: Digest? { StateHash.of(self) { $0.line } }
}

extension Authority {
    /// The only list of them.
    package var registers: [any AuthorityRegisters] { [manualChanges, staff, cases] }
}
