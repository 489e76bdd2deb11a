import Ledger

/// SP-1.1b: only the Board adds further components to the scope. The policy asks a motion of it; the class is this kind's.
package struct AddSystem: RegisterAct {
    package typealias Changes = ReferenceRegisters
    package let described: SystemItem.Described

    package static let kind = "register/system.add", title = "Add a further system to the scope"
    package static let clauses = ["SP-1.1b"]
    package static let fields = SystemItem.Described.fields.lifted(
        { Self(described: $0) }, { $0.described })

    private var given: SystemItem.Given { described.given(.further) }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        // Whatever a policy says of this kind: without a motion of a body nobody but its signers would have decided.
        guard world.authority.requirement(of: Self.kind, opening: false)?.motion != nil else {
            throw Refusal(
                "SP-1.1b", "The policy in force lets a further system in without a motion.",
                who: "the governing body, by a change of policy")
        }
        try world.references.systems.requireFree(given)
    }

    package func effect(on registers: inout ReferenceRegisters, at moment: Moment) {
        registers.systems.append(given, at: moment)
    }
}
