import Ledger

/// SP-2.2.1a, SP-2.2.1c: a computer enters the inventory by an act, before anything else is done with it.
package struct Computer: Entered {
    package static let prefix = "H", noun = "computer", word = "computer"
    package static let clauses = ["SP-2.2.1a", "SP-2.2.1c", "SP-1.2f"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<Computer>> & Sendable { \.computers }

    package struct Given: Facts {
        package let hostname: HostName, model: Name, serial: Code, vendor: Name

        package static let fields = Fields(
            { Self(hostname: $0, model: $1, serial: $2, vendor: $3) },
            Field("hostname", \Self.hostname, "Hostname", [.title, .column]),
            Field("model", \Self.model, "Model", .column), Field("serial", \Self.serial, "Serial number", .column),
            Field("vendor", \Self.vendor, "Vendor", .column))
        package static let unique = [["hostname"], ["vendor", "serial"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package static let state = Derived<Computer>("state", "State", [.column, .filter], words: ["inventoried"]) { _, _ in
        "inventoried"
    }
}
