import Ledger

/// SP-2.2.3.3a: a medium that cannot be read or written cannot be erased either. Two say so; it is destroyed then.
package struct MarkUnreadable: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, tried: Name, parties: Parties

    package static let kind = "record/medium.unreadable", title = "Report a medium unreadable"
    package static let clauses = ["SP-2.2.3.3a", "SP-1.2b", "SP-2.2.3.2d", "SP-2.2.3.3c"]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, tried: $2, parties: $3) },
        Field("happened", \Self.happened, "When it was tried"),
        Field("medium", \Self.medium, "Which medium", .title),
        Field("tried", \Self.tried, "What was tried, and the result"),
        Field("parties", \Self.parties, "Who observed"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        return medium.goneBreaches("tried", in: world)
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].unreadable.take(tried, of: record)
    }
}
