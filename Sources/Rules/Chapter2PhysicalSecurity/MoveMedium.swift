import Ledger

/// SP-2.2.3.2a, SP-2.2.3.2d: a medium goes from one place to another; one performs, one observes.
package struct MoveMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, observer: Observer, to: Whereabouts

    package static let kind = "record/medium.move", title = "Move a medium"
    package static let clauses = ["SP-2.2.3.2a", "SP-2.2.3.2d", "SP-1.2b"]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, observer: $2, to: $3) }, Field("happened", \Self.happened, "When it was done"),
        Field("medium", \Self.medium, "Which medium"), Field("observer", \Self.observer, "Who observed"),
        Field("to", \Self.to, "Where it is now"))

    package func breaches(in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.index) else { return [] }
        if medium.retired != nil {
            return [Breach("SP-2.2.3.3a", "\(self.medium.text) was retired and is moved all the same")]
        }
        // SP-2.2.3.1b: nothing goes into a machine before it was erased.
        if case .computer = to, !world.isErasedSinceLastUse(medium) {
            return [
                Breach(
                    "SP-2.2.3.1b",
                    "\(self.medium.text) went into \(to.item.text) without a clean erasure since its last use")
            ]
        }
        return []
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        let happening = Medium.Happening(happened: record.ordered, place: record.place)
        registers.media[medium.index].take(Medium.Move(happening: happening, to: to))
    }
}
