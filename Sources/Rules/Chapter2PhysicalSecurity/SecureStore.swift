import Ledger

/// SP-2.2.3.2a: a named secure store, in which media lie that are in no machine.
package struct SecureStore: Entered {
    package static let prefix = "S", noun = "secure store", word = "store"
    package static let clauses = ["SP-2.2.3.2a", "SP-1.2f"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<SecureStore>> & Sendable { \.stores }

    package struct Given: Facts {
        package let label: Name

        package static let fields = Fields(
            { Self(label: $0) }, Field("label", \Self.label, "Name on the store", [.title, .column]))
        package static let unique = [["label"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package static let state = Derived<SecureStore>("state", "State", [.column, .filter], words: ["in service"]) {
        _, _ in "in service"
    }
    package static let held = Derived<SecureStore>("media", "Media in it") { store, world in
        "\(world.physical.media.count { $0.retired == nil && $0.whereabouts(in: world) == store.id })"
    }
}
