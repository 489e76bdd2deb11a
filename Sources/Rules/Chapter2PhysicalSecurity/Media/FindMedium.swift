import Ledger

/// SP-2.2.3.2a: a lost medium, or one where none should be, was found by two people, who put it into a secure store.
package struct FindMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, sealed: YesNo, store: ID<SecureStore>, parties: Parties

    package static let kind = "record/medium.found", title = "Report a medium found"
    package static let clauses = ["SP-2.2.3.2a", "SP-1.2b", "SP-2.2.3.2d"]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, sealed: $2, store: $3, parties: $4) },
        Field("happened", \Self.happened, "When it was found"), Field("medium", \Self.medium, "Which medium", .title),
        Field("sealed", \Self.sealed, "Its bag or case was sealed and intact"),
        Field("store", \Self.store, "Store in which it is now"),
        Field("parties", \Self.parties, "Who found it with you"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        (world.physical.media.at(medium.number)?.machineBreaches(record, in: world) ?? [])
            + (world.physical.stores.at(store.number)?.closedBreaches(medium.text, in: world) ?? [])
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].losses.take(sealed == .yes ? .foundSealed : .foundOpen, of: record)
        registers.put(medium, in: Medium.Place(store.item), of: record)
    }
}
