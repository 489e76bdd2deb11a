import Ledger

/// SP-2.2.3.3a, SM-1.2.3.2a: a retired medium is made inoperable; one performs, another observes.
package struct DestroyMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, method: Code, serialRead: YesNo, parties: Parties

    package static let kind = "record/medium.destroy", title = "Destroy a medium"
    package static let clauses = [
        "SP-2.2.3.3a", "SP-2.2.3.3b", "SM-1.2.3.2a", "SM-1.2.3.2b", "SP-1.2b", "SP-2.2.3.2d", "SP-2.2.3.3c",
    ]
    package static let isLocal = true
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, method: $2, serialRead: $3, parties: $4) },
        Field("happened", \Self.happened, "When it was done"), Field("medium", \Self.medium, "Which medium", .title),
        Field("method", \Self.method, "By which method"),
        Field("serial-read", \Self.serialRead, "Both read its serial number or label first"),
        Field("parties", \Self.parties, "Who observed"))

    package static func offers(for field: String, _ body: JSON, in world: World) -> [Offer] {
        field == "method" ? world.offeredMethods(body, toDestroy: true) : []
    }

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        var breaches = medium.orderBreaches("destroyed", of: record, in: world)
        let sort = medium.given.sort
        if world.methods(of: sort)?.destroy.values.contains(method) != true {
            breaches.append(
                Breach("SM-1.2.3.2a", "the Manual does not accept “\(method.text)” to destroy a \(sort.rawValue)"))
        }
        if serialRead == .no {
            breaches.append(Breach("SP-2.2.3.3b", "nobody read its serial number or label before it was destroyed"))
        }
        return breaches
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].destroyed.take(method, of: record)
    }
}
