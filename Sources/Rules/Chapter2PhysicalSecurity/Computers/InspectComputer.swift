import Ledger

/// SP-3.2.2b: two look at a new or changed system: only what is required is active, and it does only what it should.
package struct InspectComputer: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, computer: ID<Computer>, report: Code, paper: OutsideDigest?, open: Ascending<Code>
    package let parties: Parties

    package static let kind = "record/computer.inspect", title = "Inspect a computer"
    package static let clauses = ["SP-1.2b"]
    package static let fields = Fields(
        {
            Self(happened: $0, computer: $1, report: $2, paper: $3, open: $4, parties: $5)
        }, Field("happened", \Self.happened, "When it was done"),
        Field("computer", \Self.computer, "Which computer", .title),
        Field("report", \Self.report, "Number of the report of its agent, or of the paper"),
        Field("paper", \Self.paper, "Digest of the report"),
        Field("open", \Self.open, "Services that are active and not required"),
        Field("parties", \Self.parties, "Who inspected it with you"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        open.values.isEmpty
            ? []
            : [
                Breach(
                    "SP-3.2.2b",
                    "\(computer.text) has active services that are not required: "
                        + open.values.map(\.text).joined(separator: ", "))
            ]
    }

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.computers[computer].inspected.take(report, of: record)
    }
}
