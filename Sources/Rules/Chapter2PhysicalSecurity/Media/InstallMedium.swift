import Ledger

/// SP-2.2.3.1b, SP-2.2.3.2a: a medium goes into a computer, and so into use.
package struct InstallMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, into: ID<Computer>, slot: Code?, parties: Parties

    package static let kind = "record/medium.install", title = "Install a medium"
    package static let clauses = [
        "SP-2.2.3.1b", "SP-2.2.3.2a", "SP-2.2.3.2b", "SP-2.2.3.2c", "SP-2.2.3.2d", "SP-1.2b", "SP-2.2.3.1a",
        "SP-2.2.3.3c",
    ]
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, into: $2, slot: $3, parties: $4) },
        Field("happened", \Self.happened, "When it was done"), Field("medium", \Self.medium, "Which medium", .title),
        Field("into", \Self.into, "Computer that it is in now", .whereabouts),
        Field("slot", \Self.slot, "Slot or port"),
        Field("parties", \Self.parties, "Who observed"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number),
            let computer = world.physical.computers.at(into.number)
        else { return [] }
        var breaches = medium.endBreaches("installed", in: world)
        let name = self.medium.text
        if computer.retirement(in: world) != nil {
            breaches.append(Breach("SP-2.2.2", "\(name) went into \(into.text), which is retired"))
        }
        // It stands among the uses since its claim.
        if medium.uncleanUses(in: world).contains(where: { $0.place == record.place }) {
            let isFirst = medium.uses(in: world).first?.place == record.place
            breaches.append(
                Breach(
                    isFirst ? "SP-2.2.3.1b" : "SP-2.2.3.2b",
                    "\(name) went into \(into.text) without a clean erasure \(isFirst ? "before" : "since its last use")"
                ))
        }
        // SP-2.2.3.2c: nothing that held critical data is used outside; elsewhere only after it was assigned.
        let system = computer.given.system
        let isOutside = system.map { !world.references.isCritical($0.item) } ?? false
        if isOutside, medium.isExposed(in: world, before: record) {
            breaches.append(
                Breach(
                    "SP-2.2.3.2c",
                    "\(name) held critical data and went into \(into.text), which belongs to no critical system"))
        } else if let assigned = medium.given.system, let system, assigned != system {
            breaches.append(
                Breach(
                    "SP-2.2.3.2c",
                    "\(name) is for \(assigned.text) and went into \(into.text), which belongs to \(system.text)"))
        }
        return breaches
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.put(medium, in: Medium.Place(into.item), of: record)
        let system = registers.computers[into].given.system
        registers.media[medium].used.take(AnyID(system?.item ?? into.item), of: record)
    }
}
