import Ledger

/// SP-1.1b: what leaves the scope leaves it by the Board too, and after everything that belongs to it.
package struct WithdrawSystem: RegisterAct {
    package typealias Changes = ReferenceRegisters
    /// Its team stands in the line, so that its leader signs and everybody reads whose it is.
    package let owner: GroupCode<OfTeam>, system: ID<SystemItem>

    package static let kind = "register/system.withdraw", title = "Withdraw a system"
    package static let clauses = ["SP-1.1b"]
    package static let fields = Fields(
        { Self(owner: $0, system: $1) }, Field("owner", \Self.owner, "Team that owns it"),
        Field("system", \Self.system, "Which system", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let system = world.references.systems.at(system.number) else { return }
        guard system.withdrawal(in: world) == nil else {
            throw Refusal(
                "SP-1.1b", "\(self.system.text) was already withdrawn.", field: "system", sort: .over)
        }
        guard system.given.owner == owner else {
            throw Refusal(
                "SP-1.1b", "\(self.system.text) is owned by “\(system.given.owner.text)”.", field: "owner")
        }
        let items = world.items(naming: self.system.item)
        guard items.isEmpty else {
            let some = items.prefix(5).map(\.text).joined(separator: ", ")
            throw Refusal(
                "SP-1.1a",
                "\(items.count == 1 ? "One item belongs" : "\(items.count) items belong") to it: \(some).",
                who: "people who may change these, by naming a different system first", field: "system")
        }
    }

    package func effect(on registers: inout ReferenceRegisters, at moment: Moment) {
        registers.systems[system].withdrawn = moment.place
    }
}
