import Ledger

/// SP-2.2.3.3: media exposed to critical data and leaving service are destroyed, or erased and stored securely.
package struct RetireMedium: RegisterAct {
    package typealias Changes = PhysicalRegisters
    package enum Fate: String, Choice { case destroyed, erasedAndStored = "erased-and-stored" }
    package let fate: Fate, medium: ID<Medium>

    package static let kind = "register/medium.retire", title = "Retire a medium"
    package static let clauses = ["SP-2.2.3.3a", "SP-2.2.3.3b", "SP-2.2.3.3c", "SM-1.2.3.2a", "SP-2.2.3.2d", "SP-1.2a"]
    package static let fields = Fields(
        { Self(fate: $0, medium: $1) }, Field("fate", \Self.fate, "What happens to it"),
        Field("medium", \Self.medium, "Medium that leaves service", .title))

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        guard let medium = world.physical.media.at(self.medium.number) else { return }
        let name = self.medium.text
        guard medium.retirement(in: world) == nil else {
            throw Refusal("SP-2.2.3.3a", "\(name) is already retired.", field: "medium")
        }
        guard !medium.isLost(in: world) else {
            throw Refusal(
                "SP-2.2.3.2a", "\(name) is lost, so nobody can say what happens to it.",
                who: world.who(FindMedium.kind, at: moment), field: "medium")
        }
        guard !medium.isInMachine(in: world) else {
            throw Refusal(
                "SP-2.2.3.3b",
                "\(name) may be in \(medium.machines(in: world).first?.text ?? "a machine") and must be removed first.",
                who: world.who(RemoveMedium.kind, at: moment), field: "medium")
        }
        guard medium.isStored(in: world) else {
            throw Refusal(
                "SP-2.2.3.3b", "No clean record says that \(name) is in a secure store.",
                who: world.who(MoveMedium.kind, at: moment), field: "medium")
        }
        try requireNothingLeft(on: medium, in: world, at: moment)
    }

    /// Nothing can be read off it: it was erased, or, where it is destroyed, cannot be read or written at all.
    private func requireNothingLeft(on medium: Medium, in world: World, at moment: Moment) throws(Refusal) {
        if medium.isErasedSinceLastUse(in: world) { return }
        if fate == .destroyed, !medium.given.sort.isErasable || medium.isUnreadable(in: world) { return }
        guard medium.given.sort.isErasable else {
            throw Refusal(
                "SP-2.2.3.3a",
                "\(self.medium.text) is of type \(medium.given.sort.rawValue), which cannot be erased.",
                who: "the proposer, by choosing “destroyed”", field: "fate")
        }
        throw Refusal(
            "SP-2.2.3.3b",
            "\(self.medium.text) must be erased: no clean record of an erasure is newer than its last use.",
            who: ([EraseMedium.kind] + (fate == .destroyed ? [MarkUnreadable.kind] : []))
                .map { world.who($0, at: moment) }.joined(separator: "; or "), field: "medium")
    }

    package func effect(on registers: inout PhysicalRegisters, at moment: Moment) {
        registers.media[medium].retired = moment.place
        registers.media[medium].fate = fate
    }
}
