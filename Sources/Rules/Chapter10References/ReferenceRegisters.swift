/// The registers of chapters 1 and 10.
package struct ReferenceRegisters: Registers {
    package static var inside: any WritableKeyPath<World, ReferenceRegisters> & Sendable {
        \.references
    }

    package var systems = ItemTable<SystemItem>()

    package init() {}
}
