import Ledger

/// The registers of chapters 1 and 10.
package struct ReferenceRegisters: Registers {
    package static var inside: any WritableKeyPath<World, ReferenceRegisters> & Sendable {
        \.references
    }

    package var systems = ItemTable<SystemItem>()

    package init() {}

    /// Whether what belongs to an item of this id holds critical data. Only what is noted as non-critical does not: what
    /// names no system counts as critical.
    func isCritical(_ id: ItemID) -> Bool {
        guard id.prefix == SystemItem.prefix, let system = systems.at(id.number) else { return true }
        return system.given.class != .nonCritical
    }
}
