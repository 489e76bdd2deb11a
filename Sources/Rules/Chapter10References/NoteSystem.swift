import Ledger

/// SP-1.1.2: a system that is outside the Policy is noted by its team's leader, with the reason why it is outside.
package struct NoteSystem: RegisterAct {
    package typealias Changes = ReferenceRegisters
    package let described: SystemItem.Described

    package static let kind = "register/system.note", title = "Note a non-critical system"
    package static let clauses = ["SP-1.1.2"]
    package static let fields = SystemItem.Described.fields.lifted(
        { Self(described: $0) }, { $0.described })
    package static let detached = [
        DetachedNote("reason", "Why it is outside the scope", required: true)
    ]

    private var given: SystemItem.Given { described.given(.nonCritical) }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try world.references.systems.requireFree(given)
    }

    package func effect(on registers: inout ReferenceRegisters, at moment: Moment) {
        registers.systems.append(given, at: moment)
    }
}
