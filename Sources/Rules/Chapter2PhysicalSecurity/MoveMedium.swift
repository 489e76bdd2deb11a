import Ledger

/// SP-2.2.3.2a, SP-2.2.3.2d: a medium goes from one place to another; one performs, one observes.
package struct MoveMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, parties: Parties, to: Medium.Place

    package static let kind = "record/medium.move", title = "Move a medium"
    package static let clauses = ["SP-2.2.3.2a", "SP-2.2.3.2d", "SP-1.2b", "SP-2.2.3.1a", "SP-2.2.3.3c"]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, parties: $2, to: $3) }, Field("happened", \Self.happened, "When it was done"),
        Field("medium", \Self.medium, "Which medium", .title), Field("parties", \Self.parties, "Who observed"),
        Field("to", \Self.to, "Where it is now"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        if medium.retired != nil {
            return [Breach("SP-2.2.3.3a", "\(self.medium.text) was retired and is moved all the same")]
        }
        // SP-2.2.3.1b: nothing goes into a machine before it was erased. The move stands in the history since its claim,
        // and is no use before itself.
        if to.item.prefix == Computer.prefix, !medium.isErasedSinceLastUse(in: world, but: record.place) {
            return [
                Breach(
                    "SP-2.2.3.1b",
                    "\(self.medium.text) went into \(to.text) without a clean erasure since its last use")
            ]
        }
        return []
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].place.take(to, of: record)
    }
}
