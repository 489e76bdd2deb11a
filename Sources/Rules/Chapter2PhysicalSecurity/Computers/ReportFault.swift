import Ledger

/// SP-2.2.2: something is wrong with a computer. Where its repair would be a security risk, retirement is the only way on.
package struct ReportFault: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, computer: ID<Computer>, serviceRisk: YesNo, ticket: Code?
    package var parties: Parties { Parties() }

    package static let kind = "record/computer.fault", title = "Report a fault of a computer"
    package static let clauses = ["SP-2.2.2"]
    package static let roles: [Role] = []
    package static let fields = Fields(
        { Self(happened: $0, computer: $1, serviceRisk: $2, ticket: $3) },
        Field("happened", \Self.happened, "When it was noticed"),
        Field("computer", \Self.computer, "Which computer", .title),
        Field("service-risk", \Self.serviceRisk, "A repair would be a security risk"),
        Field("ticket", \Self.ticket, "Number with its vendor"))

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.computers[computer].faults.take(serviceRisk, of: record)
    }
}
