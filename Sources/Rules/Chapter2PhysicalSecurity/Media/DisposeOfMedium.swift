import Ledger

/// SM-1.2.3.2b: what is left of a medium goes away: made inoperable before, or through a licensed facility.
package struct DisposeOfMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, facility: Name?, licence: Code?, receipt: Code?, certificate: Code?
    package let parties: Parties

    package static let kind = "record/medium.dispose", title = "Dispose of a medium"
    package static let clauses = ["SM-1.2.3.2b", "SP-2.2.3.3b", "SP-1.2b", "SP-2.2.3.2d", "SP-2.2.3.3c"]
    package static let fields = Fields(
        {
            Self(happened: $0, medium: $1, facility: $2, licence: $3, receipt: $4, certificate: $5, parties: $6)
        }, Field("happened", \Self.happened, "When it was handed over"),
        Field("medium", \Self.medium, "Which medium", .title), Field("facility", \Self.facility, "Disposal facility"),
        Field("licence", \Self.licence, "Number of its licence"),
        Field("receipt", \Self.receipt, "Number of its receipt"),
        Field("certificate", \Self.certificate, "Number of its certificate of destruction"),
        Field("parties", \Self.parties, "Who observed"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        var breaches = medium.orderBreaches("disposed of", of: record, in: world)
        guard medium.destroyed.opening(world).isEmpty else { return breaches }
        if facility == nil || licence == nil || receipt == nil {
            breaches.append(
                Breach(
                    "SM-1.2.3.2b",
                    "no clean record says that \(self.medium.text) was destroyed, and there is no facility with licence and receipt"
                ))
        }
        if certificate == nil, medium.isExposed(in: world) {
            breaches.append(
                Breach(
                    "SM-1.2.3.2b",
                    "\(self.medium.text) held critical data, and there is no certificate of its destruction"))
        }
        return breaches
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].disposed.take(Ascending([certificate, receipt].compactMap(\.self)), of: record)
    }
}
