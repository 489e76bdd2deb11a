import Ledger

/// SP-2.2.3.2c: a medium that was used goes to another system only by an act of its own, and never to one outside.
package struct AssignMedium: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let medium: ID<Medium>, system: ID<SystemItem>

    package static let kind = "register/medium.assign", title = "Assign a medium to another system"
    package static let clauses = ["SP-2.2.3.2c", "SP-2.2.3.2d", "SP-1.2a"]
    package static let fields = Fields(
        { Self(medium: $0, system: $1) }, Field("medium", \Self.medium, "Which medium", .title),
        Field("system", \Self.system, "System that it is for from now on"))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let medium = world.physical.media.at(medium.number) else { return }
        guard medium.retirement(in: world) == nil else {
            throw Refusal("SP-2.2.3.3a", "\(self.medium.text) is retired.", field: "medium", sort: .over)
        }
        guard medium.given.system != system else {
            throw Refusal("SP-2.2.3.2c", "\(self.medium.text) is already for \(system.text).", field: "system")
        }
        try SystemItem.requireInScope(system, instead: medium.given.system, in: world)
        try medium.requireNotOutside(system, in: world, at: moment)
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.media.change(medium.number, to: registers.media[medium].given.assigned(to: system))
    }
}

extension Medium.Given {
    func assigned(to system: ID<SystemItem>) -> Self {
        Self(
            label: label, sort: sort, brand: brand, model: model, serial: serial, capacity: capacity,
            isRemovable: isRemovable, purpose: purpose, system: system, acquired: acquired, store: store)
    }
}

extension Medium {
    /// What held critical data stays within critical systems.
    func requireNotOutside(_ system: ID<SystemItem>, in world: World, at moment: Moment) throws(Refusal) {
        guard isExposed(in: world), !world.references.isCritical(system.item) else { return }
        throw Refusal(
            "SP-2.2.3.2c", "\(id.text) held critical data, and \(system.text) is not a critical system.",
            who: world.who(RetireMedium.kind, at: moment), field: "system")
    }

    /// The demand lies on the fact, whoever changes it: by `medium.change` and `medium.correct` too.
    package static func require(
        _ given: Given, instead former: Medium?, in world: World, at moment: Moment
    ) throws(Refusal) {
        if let system = given.system { try SystemItem.requireInScope(system, instead: former?.given.system, in: world) }
        if given.store != former?.given.store {
            try world.physical.stores.at(given.store.number)?.requireOpen(in: world)
        }
        guard let former else { return }
        if given.system != former.given.system, !former.uses(in: world).isEmpty {
            throw Refusal(
                "SP-2.2.3.2c", "\(former.id.text) has been used, so only an act of its own can change its system.",
                who: world.who(AssignMedium.kind, at: moment), field: "system")
        }
        if given.sort.isErasable != former.given.sort.isErasable, !former.uses(in: world).isEmpty {
            throw Refusal(
                "SM-1.2.3.2a",
                "\(former.id.text) has been used as a \(former.given.sort.rawValue), so it cannot change between erasable and not erasable.",
                who: "the proposer, by entering a new item if it is a different thing", field: "sort")
        }
        if given.purpose != former.given.purpose, [given.purpose, former.given.purpose].contains(.rootKey) {
            throw Refusal(
                "SP-9.2.2a", "A medium for root keys has no other purpose, and no other medium can become one.",
                who: "the proposer, by entering a new medium", field: "purpose")
        }
    }
}
