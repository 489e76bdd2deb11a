import Ledger

/// A computer is taken out of service; one may do so, because it gives nobody anything.
package struct WithdrawComputer: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let computer: ID<Computer>

    package static let kind = "register/computer.withdraw", title = "Take a computer out of service"
    package static let clauses = ["SP-2.2.2"]
    package static let fields = Fields(
        { Self(computer: $0) }, Field("computer", \Self.computer, "Which computer", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let computer = world.physical.computers.at(computer.number) else { return }
        guard computer.state(in: world) == .inService else {
            throw Refusal("SP-2.2.1a", "\(self.computer.text) is not in service.", field: "computer", sort: .over)
        }
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.computers[computer].service.take(.withdrawn, at: moment)
    }
}
