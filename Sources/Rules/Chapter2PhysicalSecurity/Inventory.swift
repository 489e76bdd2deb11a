import Ledger

/// SP-2.2.1a, SP-2.2.1c: a computer enters the inventory by an act, before anything else is done with it.
package struct EnterComputer: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let hostname: Code, model: Code, serial: Code, vendor: Code

    package static let kind = "register/computer.enter", title = "Enter a computer"
    package static let clauses = ["SP-2.2.1a", "SP-2.2.1c", "SP-2.2.1d"]
    package static let fields = Fields(
        { Self(hostname: $0, model: $1, serial: $2, vendor: $3) }, Field("hostname", \Self.hostname, "Hostname"),
        Field("model", \Self.model, "Model"), Field("serial", \Self.serial, "Serial number"),
        Field("vendor", \Self.vendor, "Vendor"))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        for identification in identifications {
            try identification.requireFree(in: world.physical, clause: "SP-2.2.1d")
        }
    }
    private var identifications: [Identification] {
        [Identification(Computer.self, "hostname", hostname), Identification(Computer.self, "serial", vendor, serial)]
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.computers.append(
            Computer(
                number: registers.computers.count + 1, born: moment.place, hostname: hostname, model: model,
                serial: serial, vendor: vendor))
        registers.identify(ItemID(letter: Computer.letter, number: registers.computers.count), by: identifications)
    }
}

/// SP-2.2.3.2a: a secure store gets its name.
package struct EnterStore: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let label: Code

    package static let kind = "register/store.enter", title = "Enter a secure store"
    package static let clauses = ["SP-2.2.3.2a"]
    package static let fields = Fields({ Self(label: $0) }, Field("label", \Self.label, "Name on the store"))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try identification.requireFree(in: world.physical, clause: "SP-2.2.3.2a")
    }
    private var identification: Identification { Identification(Store.self, "label", label) }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.stores.append(Store(number: registers.stores.count + 1, born: moment.place, label: label))
        registers.identify(ItemID(letter: Store.letter, number: registers.stores.count), by: [identification])
    }
}

/// SP-2.2.3.1a: media are inventoried upon acquisition.
package struct EnterMedium: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let label: Code, serial: Code, sort: Medium.Sort, store: ID<Store>

    package static let kind = "register/medium.enter", title = "Enter a medium"
    package static let clauses = ["SP-2.2.3.1a", "SP-2.2.3.2d"]
    package static let fields = Fields(
        { Self(label: $0, serial: $1, sort: $2, store: $3) }, Field("label", \Self.label, "Label on the medium"),
        Field("serial", \Self.serial, "Serial number"), Field("sort", \Self.sort, "What it is"),
        Field("store", \Self.store, "Secure store in which it lies"))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        for identification in identifications {
            try identification.requireFree(in: world.physical, clause: "SP-2.2.3.1a")
        }
    }
    private var identifications: [Identification] {
        [Identification(Medium.self, "label", label), Identification(Medium.self, "serial", serial)]
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.media.append(
            Medium(
                number: registers.media.count + 1, label: label, serial: serial, sort: sort,
                entered: .init(
                    happening: .init(happened: moment.recorded, place: moment.place), to: .store(store.number))))
        registers.identify(ItemID(letter: Medium.letter, number: registers.media.count), by: identifications)
    }
}
