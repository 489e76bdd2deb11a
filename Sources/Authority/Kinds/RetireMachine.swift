import Ledger

/// P-60: two put a machine out of service, because it is silent, lost or taken over. Its key says nothing any more.
package struct RetireMachine: AuthorityAct {
    package let machine: ID<Machine>

    package static let kind = "authority/machine.retire", title = "Put a machine out of service"
    package static let clauses = ["SP-1.2e", "P-60", "SP-1.2f"], isLocal = true
    package static let fields = Fields(
        { Self(machine: $0) }, Field("machine", \Self.machine, "Which machine"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let machine = authority.machine(machine.number) else { return }
        guard machine.retired == nil else {
            throw Refusal("P-60", "\(machine.id) is already out of service.", field: "machine")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        guard authority.machines.at(machine.index) != nil else { return }
        authority.machines[machine.index].retired = moment.place
    }
}
