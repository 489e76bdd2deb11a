import Ledger

/// SP-2.2.3.2a, SP-2.2.3.2d: a medium goes from one secure store to another; one performs, one observes.
package struct MoveMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, parties: Parties, to: ID<SecureStore>, within: Digest?

    package static let kind = "record/medium.move", title = "Move a medium"
    package static let clauses = ["SP-2.2.3.2a", "SP-2.2.3.2d", "SP-1.2b", "SP-2.2.3.1a", "SP-2.2.3.3c"]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, parties: $2, to: $3, within: $4) },
        Field("happened", \Self.happened, "When it was done"),
        Field("medium", \Self.medium, "Which medium", .title), Field("parties", \Self.parties, "Who observed"),
        Field("to", \Self.to, "Store in which it is now", .whereabouts),
        Field("within", \Self.within, "During which erasure: the hash of its statement"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        return medium.goneBreaches("moved", in: world) + medium.exposedBreaches(record, in: world, at: moment)
            + (world.physical.stores.at(to.number)?.closedBreaches(self.medium.text, in: world) ?? [])
            + medium.machineBreaches(record, in: world)
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.put(medium, in: Medium.Place(to.item), of: record)
    }
}
