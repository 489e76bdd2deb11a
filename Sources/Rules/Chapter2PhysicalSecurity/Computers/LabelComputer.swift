import Ledger

/// SP-2.2.1d, SM-1.2.1: the sides of a computer bear its hostname.
package struct LabelComputer: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, computer: ID<Computer>, sides: Ascending<Computer.Side>
    package var parties: Parties { Parties() }

    package static let kind = "record/computer.label", title = "Label a computer"
    package static let clauses = ["SP-2.2.1d"]
    package static let roles: [Role] = []
    package static let fields = Fields(
        { Self(happened: $0, computer: $1, sides: $2) }, Field("happened", \Self.happened, "When it was done"),
        Field("computer", \Self.computer, "Which computer", .title),
        Field("sides", \Self.sides, "Sides that bear its hostname now"))

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        let hostname = registers.computers[computer].given.hostname
        registers.computers[computer].labelled.take(SideLabels(hostname: hostname, sides: sides), of: record)
    }
}

/// Which sides bear a label, and which hostname stands on it: under another name they count no more.
package struct SideLabels: FieldValue {
    package let hostname: HostName
    package let sides: Ascending<Computer.Side>

    package init(hostname: HostName, sides: Ascending<Computer.Side>) {
        (self.hostname, self.sides) = (hostname, sides)
    }

    package static let type = FieldType(SideLabels.self, "labels", takes: "a hostname and the sides that bear it")

    package init(_ json: JSON) throws(Misfit) {
        guard json.members?.count == 2, let hostname = json["hostname"], let sides = json["sides"] else {
            throw Misfit(expected: Self.type.takes)
        }
        self.init(hostname: try HostName(hostname), sides: try Ascending(sides))
    }
    package var json: JSON { .line(["hostname": hostname.json, "sides": sides.json]) }
}
