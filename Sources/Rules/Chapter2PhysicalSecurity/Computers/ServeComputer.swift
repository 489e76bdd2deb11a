import Ledger

/// SP-2.2.1, SP-3.2: a computer goes into service. The refusal names everything that is missing at once.
package struct ServeComputer: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let computer: ID<Computer>

    package static let kind = "register/computer.serve", title = "Put a computer into service"
    package static let clauses = ["SP-2.2.1d", "SP-2.2.1.1", "SP-2.2.2", "SP-3.2", "SP-3.2.1", "SP-1.2a"]
    package static let fields = Fields(
        { Self(computer: $0) }, Field("computer", \Self.computer, "Which computer", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let computer = world.physical.computers.at(computer.number) else { return }
        let name = self.computer.text
        switch computer.state(in: world) {
        case .retired: throw Refusal("SP-2.2.2", "\(name) is retired.", field: "computer", sort: .over)
        case .inService: throw Refusal("SP-2.2.1a", "\(name) is already in service.", field: "computer", sort: .over)
        case .planned, .acquired, .outOfService: break
        }
        let lacks = computer.lacks(in: world)
        guard let first = lacks.first else { return }
        throw Refusal(
            first.clause, "\(name) lacks " + lacks.map { "\($0.what) (\($0.clause))" }.joined(separator: "; ") + ".",
            who: lacks.map(\.who).distinct.joined(separator: "; "), field: "computer")
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.computers[computer].service.take(.served, at: moment)
    }
}
