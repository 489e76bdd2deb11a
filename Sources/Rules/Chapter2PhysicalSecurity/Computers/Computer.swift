import Ledger

/// SP-2.2.1a, SP-2.2.1c: a computer, or another unit with a life of its own: a switch, a console, a crypto module. It
/// enters the inventory by an act, before anything else is done with it.
package struct Computer: Entered {
    package static let prefix = "H", noun = "computer", word = "computer"
    package static let clauses = ["SP-2.2.1a", "SP-2.2.1c", "SP-1.2f"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<Computer>> & Sendable { \.computers }

    package enum Sort: String, Choice {
        case server
        case signingServer = "signing-server"
        case cryptoModule = "crypto-module"
        case network, console, power
        case ceremonyMachine = "ceremony-machine"
        case erasureBench = "erasure-bench"
        case test, other

        /// Those whose operating system and encryption the Policy speaks of; the others bear their vendor's firmware.
        package var isServer: Bool { self == .server || self == .signingServer }
    }

    package enum Side: String, Choice { case front, rear, left, right, top }
    package enum Link: String, Choice {
        case network
        case serialOnly = "serial-only"
        case none
    }
    package enum Encryption: String, Choice {
        case fullDisk = "full-disk"
        case volumes, diskless
        case notApplicable = "not-applicable"
    }

    package struct Given: Facts {
        package let hostname: HostName, sort: Sort, system: ID<SystemItem>?, vendor: Name, model: Name, serial: Code?
        package let serialNone: YesNo?, use: Name?, sides: Ascending<Side>, link: Link?, addresses: Ascending<IPAddress>
        package let os: Name?, osVersion: Version?, osLicence: Licence?, firmware: Version?, encryption: Encryption?
        package let clearVolumes: Ascending<Code>, agent: Code?, seal: Code?

        package static let fields = Fields(
            {
                Self(
                    hostname: $0, sort: $1, system: $2, vendor: $3, model: $4, serial: $5, serialNone: $6, use: $7,
                    sides: $8, link: $9, addresses: $10, os: $11, osVersion: $12, osLicence: $13, firmware: $14,
                    encryption: $15, clearVolumes: $16, agent: $17, seal: $18)
            },
            Field("hostname", \Self.hostname, "Hostname", [.title, .column]),
            Field("sort", \Self.sort, "Sort", [.column, .filter]),
            Field("system", \Self.system, "System that it belongs to", .filter),
            Field("vendor", \Self.vendor, "Vendor", .column), Field("model", \Self.model, "Model", .column),
            Field("serial", \Self.serial, "Serial number", .column),
            Field("serial-none", \Self.serialNone, "It bears no serial number"),
            Field("use", \Self.use, "Intended use", .light),
            Field("sides", \Self.sides, "Sides that can be seen where it is mounted", .light),
            Field("link", \Self.link, "How it is connected"), Field("addresses", \Self.addresses, "IP addresses"),
            Field("os", \Self.os, "Operating system"), Field("os-version", \Self.osVersion, "Version of the system"),
            Field("os-licence", \Self.osLicence, "Licence of the system"),
            Field("firmware", \Self.firmware, "Version of the firmware", .light),
            Field("encryption", \Self.encryption, "Encryption of its disks"),
            Field("clear-volumes", \Self.clearVolumes, "Volumes that are not encrypted"),
            Field("agent", \Self.agent, "Machine that speaks for it"), Field("seal", \Self.seal, "Seal on its chassis"))
        package static let unique = [["hostname"], ["vendor", "serial"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given
    package var acquired = History<Name>()
    package var labelled = History<SideLabels>()
    package var inspected = History<Code>()
    /// Faults, and whether each is a service security risk.
    package var faults = History<YesNo>()
    /// When somebody worked on it, and who did.
    package var maintained = History<MaintainHardware.Worker>()
    /// The acts that took it into service and out of it.
    package var service = History<Service>()
    package var retired: Int?

    package enum Service: String, Choice { case served, withdrawn }

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package static let kept = [
        Kept<Computer>("acquired", "Acquired from") { $0.acquired.line },
        Kept<Computer>("labelled", "Labels") { $0.labelled.line },
        Kept<Computer>("inspected", "Inspected") { $0.inspected.line },
        Kept<Computer>("faults", "Faults; service risk") { $0.faults.line },
        Kept<Computer>("maintained", "Worked on by") { $0.maintained.line },
        Kept<Computer>("service", "In and out of service") { $0.service.line },
        Kept<Computer>("retired", "Retired by") { $0.retired.map { .integer($0) } },
    ]
    package static let state = Derived<Computer>.state { computer, world in computer.state(in: world) }
    package static let lacks = Derived<Computer>("lacks", "What service asks for", .own) { computer, world in
        computer.retirement(in: world) == nil
            ? computer.lacks(in: world).map { "\($0.what) (\($0.clause))" }.joined(separator: "; ") : ""
    }

    package enum State: String, ItemState {
        case planned, acquired
        case inService = "in service"
        case outOfService = "out of service"
        case retired

        package var tone: Tone {
            switch self {
            case .inService: .good
            case .planned, .acquired, .outOfService: .open
            case .retired: .over
            }
        }
    }

    /// The place of the act that retired it, if that stands.
    package func retirement(in world: World) -> Int? { standing(retired, in: world) }

    package func state(in world: World) -> State {
        if retirement(in: world) != nil { return .retired }
        switch service.opening(world).last?.value {
        case .served: return .inService
        case .withdrawn: return .outOfService
        case nil: return acquired.opening(world).isEmpty ? .planned : .acquired
        }
    }
}
