import Ledger

/// SP-2.2.1a, SP-2.2.1c: a computer enters the inventory by an act, before anything else is done with it.
package struct Computer: Entered {
    package static let prefix = "H", noun = "computer", word = "computer"
    package static let clauses = ["SP-2.2.1a", "SP-2.2.1c", "SP-1.2f"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<Computer>> & Sendable { \.computers }

    package struct Given: Facts {
        package let hostname: HostName, model: Name, serial: Code, system: ID<SystemItem>?, vendor: Name

        package static let fields = Fields(
            { Self(hostname: $0, model: $1, serial: $2, system: $3, vendor: $4) },
            Field("hostname", \Self.hostname, "Hostname", [.title, .column]),
            Field("model", \Self.model, "Model", .column), Field("serial", \Self.serial, "Serial number", .column),
            Field("system", \Self.system, "System that it belongs to", .filter),
            Field("vendor", \Self.vendor, "Vendor", .column))
        package static let unique = [["hostname"], ["vendor", "serial"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    /// SP-1.1a: nothing new belongs to a system that was withdrawn.
    package static func require(
        _ given: Given, instead former: Computer?, in world: World, at moment: Moment
    ) throws(Refusal) {
        guard let system = given.system, system != former?.given.system,
            world.references.systems.at(system.number)?.withdrawn != nil
        else { return }
        throw Refusal("SP-1.1a", "\(system.text) was withdrawn.", who: "by naming another system", field: "system")
    }

    package static let state = Derived<Computer>("state", "State", [.column, .filter], words: ["inventoried"]) { _, _ in
        "inventoried"
    }
}
