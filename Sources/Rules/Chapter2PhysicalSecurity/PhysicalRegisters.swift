import Ledger

/// The registers of chapter 2.
package struct PhysicalRegisters: Registers {
    package static var inside: any WritableKeyPath<World, PhysicalRegisters> & Sendable { \.physical }

    package var computers = ItemTable<Computer>()
    package var stores = ItemTable<SecureStore>()
    package var media = ItemTable<Medium>()

    package init() {}
}
