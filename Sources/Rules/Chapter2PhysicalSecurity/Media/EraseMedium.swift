import Ledger

/// SP-2.2.3.1b, SP-2.2.3.3b: a secure erasure, performed by one Systems Administrator and observed by another.
package struct EraseMedium: Record {
    package typealias Changes = PhysicalRegisters
    /// How much of it was read back.
    package enum Verified: String, Choice { case full, sample }
    package let happened: Time, medium: ID<Medium>, host: ID<Computer>, method: Code, tool: Name, toolVersion: Version
    package let output: OutsideDigest, verified: Verified, badSectors: Int, parties: Parties

    package static let kind = "record/medium.erase", title = "Erase a medium"
    package static let clauses = ["SP-2.2.3.1b", "SP-2.2.3.3b", "SM-1.2.3.2a", "SP-1.2b", "SP-2.2.3.2d", "SP-2.2.3.3c"]
    package static let isLocal = true
    /// To overwrite a disk takes hours: whoever relieves the observer joins, and signs for their own watch.
    package static let roles = [Role.observer, Role("relief", 0...4, clause: "SP-2.2.3.3b", mayJoinLater: true)]
    package static let fields = Fields(
        {
            Self(
                happened: $0, medium: $1, host: $2, method: $3, tool: $4, toolVersion: $5, output: $6, verified: $7,
                badSectors: $8, parties: $9)
        },
        Field("happened", \Self.happened, "When it was done"), Field("medium", \Self.medium, "Which medium", .title),
        Field("host", \Self.host, "Computer in which it was erased"), Field("method", \Self.method, "By which method"),
        Field("tool", \Self.tool, "Program that erased it"),
        Field("tool-version", \Self.toolVersion, "Version of the program"),
        Field("output", \Self.output, "Digest of the program's output"),
        Field("verified", \Self.verified, "How much was read back"),
        Field("bad-sectors", \Self.badSectors, "Sectors that could not be written"),
        Field("parties", \Self.parties, "Who observed"))

    package static func offers(for field: String, _ body: JSON, in world: World) -> [Offer] {
        field == "method" ? world.offeredMethods(body, toDestroy: false) : []
    }

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let medium = world.physical.media.at(medium.number) else { return [] }
        var breaches: [Breach] = []
        let sort = medium.given.sort
        let wasUsed = !medium.uses(in: world, before: record).isEmpty
        // SM-1.2.3.2: the Manual's passes bind media that were used; a new one needs less, and may have more.
        let methods = world.methods(of: sort)
        let lists = wasUsed ? [methods?.used] : [methods?.new, methods?.used]
        if !lists.contains(where: { $0?.values.contains(method) ?? false }) {
            breaches.append(
                Breach(
                    "SM-1.2.3.2a",
                    "the Manual does not accept “\(method.text)” for a \(wasUsed ? "used" : "new") \(sort.rawValue)"))
        }
        if medium.given.purpose == .rootKey, verified != .full {
            breaches.append(Breach("SP-2.2.3.1b", "a medium for root keys must be read back in full"))
        }
        if let place = medium.whereabouts(before: record, in: world), place.prefix == Computer.prefix,
            place != host.item
        {
            breaches.append(
                Breach(
                    "SP-2.2.3.1a", "it was erased in \(host.text), but the register says that it is in \(place.text)"))
        }
        return breaches
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        let sort = registers.media[medium].given.sort
        registers.media[medium].erased.take(Erasure(method: method, sort: sort), of: record)
    }
}
