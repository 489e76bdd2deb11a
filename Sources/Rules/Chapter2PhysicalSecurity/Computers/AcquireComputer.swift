import Ledger

/// SP-2.2.1.1: how a computer came to the CA, so that nobody could prepare it before.
package struct AcquireComputer: Record {
    package typealias Changes = PhysicalRegisters
    package enum Chosen: String, Choice {
        case walkIn = "walk-in"
        case pickedFromStock = "picked-from-stock"
        case directFromMaker = "direct-from-maker"
        case donated, moved
    }
    package enum Packaging: String, Choice { case intact, broken, none }
    package let happened: Time, computer: ID<Computer>, source: Name, chosen: Chosen, collectedBy: ID<Person>
    package let packaging: Packaging, parties: Parties

    package static let kind = "record/computer.acquire", title = "Acquire a computer"
    package static let clauses = ["SP-2.2.1.1", "SP-1.2b"]
    package static let fields = Fields(
        {
            Self(
                happened: $0, computer: $1, source: $2, chosen: $3, collectedBy: $4, packaging: $5, parties: $6)
        }, Field("happened", \Self.happened, "When it came"),
        Field("computer", \Self.computer, "Which computer", .title), Field("source", \Self.source, "From whom"),
        Field("chosen", \Self.chosen, "How it was chosen"),
        Field("collected-by", \Self.collectedBy, "Who collected it"),
        Field("packaging", \Self.packaging, "Seals and packaging"),
        Field("parties", \Self.parties, "Who checked it with you"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        var breaches: [Breach] = []
        if packaging == .broken {
            breaches.append(Breach("SP-2.2.1.1", "\(computer.text) came with broken seals or packaging"))
        }
        // Else two who never saw it on its way would say how it came.
        if !record.people.contains(collectedBy.number) {
            breaches.append(
                Breach("SP-2.2.1.1", "\(collectedBy.text), who collected \(computer.text), does not sign for it"))
        }
        return breaches
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.computers[computer].acquired.take(source, of: record)
    }
}
