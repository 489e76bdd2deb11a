import Ledger

/// SP-2.2.2: somebody works on a computer: with a service risk nobody may, and afterwards it is inspected again.
package struct MaintainHardware: Record {
    package typealias Changes = PhysicalRegisters
    package enum Worker: String, Choice {
        case us
        case vendorOnSite = "vendor-on-site"
    }
    package let happened: Time, computer: ID<Computer>, by: Worker, parts: Ascending<Name>, media: Ascending<ID<Medium>>
    package let parties: Parties

    package static let kind = "record/hardware.maintain", title = "Maintain hardware"
    package static let clauses = ["SP-2.2.2", "SP-1.2b"]
    package static let fields = Fields(
        {
            Self(happened: $0, computer: $1, by: $2, parts: $3, media: $4, parties: $5)
        }, Field("happened", \Self.happened, "When it was done"),
        Field("computer", \Self.computer, "Which computer", .title), Field("by", \Self.by, "Who worked on it"),
        Field("parts", \Self.parts, "Parts that were changed"),
        Field("media", \Self.media, "Media that were touched"), Field("parties", \Self.parties, "Who observed"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let computer = world.physical.computers.at(computer.number) else { return [] }
        let risk = computer.faults.shutting(world).contains {
            $0.value == .yes && ($0.happened, $0.place) < (record.ordered, record.place)
        }
        return risk ? [Breach("SP-2.2.2", "\(self.computer.text) has a service security risk and was worked on")] : []
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.computers[computer].maintained.take(by, of: record)
    }
}
