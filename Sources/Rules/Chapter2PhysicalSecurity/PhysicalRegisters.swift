import HashTreeCollections
import Ledger

/// The registers of chapter 2: computers, secure stores, storage media.
package struct PhysicalRegisters: Registers {
    package static var inside: any WritableKeyPath<World, PhysicalRegisters> & Sendable { \.physical }

    package var computers = Table<Computer>()
    package var stores = Table<Store>()
    package var media = Table<Medium>()
    /// Which item bears an identification; an index of the tables, no state.
    private var bearers = TreeDictionary<Identification, ItemID>()

    package init() {}

    /// The item that bears an identification already (SP-2.2.1d: units are uniquely identified).
    func bearer(of identification: Identification) -> ItemID? { bearers[identification] }

    mutating func identify(_ item: ItemID, by identifications: [Identification]) {
        for identification in identifications { bearers[identification] = item }
    }
}

/// What tells one item of a register from all others: a hostname, a label, a vendor's serial number.
struct Identification: Hashable, Sendable {
    let letter: String
    let field: String
    let text: String

    init<Thing: Item>(_ thing: Thing.Type, _ field: String, _ codes: Code...) {
        letter = Thing.letter
        self.field = field
        text = codes.map(\.text).joined(separator: " ")
    }

    /// Refuses an identification that another item bears.
    func requireFree(in registers: PhysicalRegisters, clause: String) throws(Refusal) {
        guard let bearer = registers.bearer(of: self) else { return }
        throw Refusal(clause, "\(bearer.text) bears this \(field) already.", field: field)
    }
}

/// SP-2.2.1a: a computer of the inventory.
package struct Computer: Item, Equatable {
    package static let letter = "H", noun = "computer"
    package let number: Int
    package let born: Int
    package let hostname: Code, model: Code, serial: Code, vendor: Code

    package var line: JSON {
        .line([
            "born": .integer(born), "hostname": hostname.json, "model": model.json, "serial": serial.json,
            "vendor": vendor.json,
        ])
    }
}

/// SP-2.2.3.2a: a named secure store.
package struct Store: Item, Equatable {
    package static let letter = "S", noun = "secure store"
    package let number: Int
    package let born: Int
    package let label: Code

    package var line: JSON { .line(["born": .integer(born), "label": label.json]) }
}
