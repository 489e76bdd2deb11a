import Ledger

/// SP-2.2.2: a computer leaves for good, after the media that were in it.
package struct RetireComputer: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package let computer: ID<Computer>

    package static let kind = "register/computer.retire", title = "Retire a computer"
    package static let clauses = ["SP-2.2.2", "SP-1.2a"]
    package static let fields = Fields(
        { Self(computer: $0) }, Field("computer", \Self.computer, "Which computer", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let computer = world.physical.computers.at(computer.number) else { return }
        let name = self.computer.text
        guard computer.retirement(in: world) == nil else {
            throw Refusal("SP-2.2.2", "\(name) is already retired.", field: "computer", sort: .over)
        }
        guard computer.state(in: world) != .inService else {
            throw Refusal(
                "SP-2.2.2", "\(name) is in service.", who: world.who(WithdrawComputer.kind, at: moment),
                field: "computer")
        }
        let media = computer.media(in: world)
        guard media.isEmpty else {
            throw Refusal(
                "SP-2.2.2",
                "\(media.map(\.text).joined(separator: ", ")) \(media.count == 1 ? "is" : "are") in \(name).",
                who: world.who(RemoveMedium.kind, at: moment), field: "computer")
        }
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.computers[computer].retired = moment.place
    }
}
