import Ledger

/// SP-2.2.3.1b, SP-2.2.3.3b: a secure erasure, performed by one Systems Administrator and observed by another.
package struct EraseMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, method: Code, parties: Parties

    package static let kind = "record/medium.erase", title = "Erase a medium"
    package static let clauses = ["SP-2.2.3.1b", "SP-2.2.3.3b", "SM-1.2.3.2a", "SP-1.2b", "SP-2.2.3.2d", "SP-2.2.3.3c"]
    package static let isLocal = true
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, method: $2, parties: $3) },
        Field("happened", \Self.happened, "When it was done"),
        Field("medium", \Self.medium, "Which medium", .title), Field("method", \Self.method, "By which method"),
        Field("parties", \Self.parties, "Who observed"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        let sort = medium.given.sort.rawValue
        guard case .choices(let accepted)? = world.authority.manualValues?.value("media.erasure-methods.\(sort)"),
            accepted.contains(method.text)
        else { return [Breach("SM-1.2.3.2a", "the Manual does not accept “\(method.text)” for a \(sort)")] }
        guard medium.isInMachine(in: world), let place = medium.whereabouts(in: world) else { return [] }
        return [Breach("SP-2.2.3.3b", "it was erased while in \(place.text)")]
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].erased.take(method, of: record)
    }
}
