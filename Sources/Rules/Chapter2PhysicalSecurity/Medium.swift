import Ledger

/// SP-2.2.3.1a: a storage medium, tracked from its acquisition to its end.
package struct Medium: Entered {
    package static let prefix = "M", noun = "medium", word = "medium"
    package static let clauses = ["SP-2.2.3.1a", "SP-2.2.3.2d", "SP-1.2a"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<Medium>> & Sendable { \.media }

    package enum Sort: String, Choice { case disk, flash, tape }

    /// In a secure store, or in a computer and so in use (SP-2.2.3.2a).
    package typealias Place = AnyID<SecureStore, Computer>

    package struct Given: Facts {
        package let label: Name, serial: Code?, sort: Sort, store: ID<SecureStore>

        package static let fields = Fields(
            { Self(label: $0, serial: $1, sort: $2, store: $3) },
            Field("label", \Self.label, "Label on the medium", [.title, .column]),
            Field("serial", \Self.serial, "Serial number", .column),
            Field("sort", \Self.sort, "Type", [.column, .filter]),
            Field("store", \Self.store, "Secure store that received it"))
        package static let unique = [["label"], ["serial"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given
    /// Where it came to be, beginning with the store that received it.
    package var place = History<Place>()
    /// By which method it was erased.
    package var erased = History<Code>()
    /// The act that retired it, and what became of it.
    package var retired: Int?
    package var fate: RetireMedium.Fate?

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
        place.take(Place(given.store.item), at: moment)
    }

    package static let kept = [
        Kept<Medium>("erased", "Erasures") { $0.erased.line },
        Kept<Medium>("fate", "What became of it") { $0.fate?.json },
        Kept<Medium>("place", "Where it was") { $0.place.line },
        Kept<Medium>("retired", "Retired by") { $0.retired.map { .integer($0) } },
    ]
    package static let state = Derived<Medium>(
        "state", "State", [.column, .filter], words: ["stored", "in use", "retired"]
    ) { medium, world in medium.state(in: world).rawValue }
    package static let whereNow = Derived<Medium>("whereabouts", "Where it is") { medium, world in
        medium.whereabouts(in: world)?.text ?? ""
    }
    package static let lastErased = Derived<Medium>("last-erased", "Last erased") { medium, world in
        medium.erased.opening(world).last.map { "\($0.happened.text)" } ?? "never"
    }

    package enum State: String, Sendable {
        case stored, inUse = "in use", retired
    }

    /// Where it is, as far as anybody says.
    package func whereabouts(in world: World) -> ItemID? { place.shutting(world).last?.value.item }

    /// Whether any record that was not reversed has it in a machine now: that shuts gates, clean or not (K-8).
    package func isInMachine(in world: World) -> Bool { whereabouts(in: world)?.prefix == Computer.prefix }

    /// Whether a record that opens gates has it in a secure store now (K-8).
    package func isStored(in world: World) -> Bool {
        place.opening(world).last?.value.item.prefix == SecureStore.prefix && !isInMachine(in: world)
    }

    package func state(in world: World) -> State {
        if retired != nil { return .retired }
        return isInMachine(in: world) ? .inUse : .stored
    }

    /// Until when it was last in a computer; nil: never. Worked out from the whole history, because the record of its
    /// coming out may be complete before the one of its going in.
    package func lastUse(in world: World, but move: Int? = nil) -> Happening<Place>? {
        let moves = place.shutting(world).filter { $0.place != move }
        func isUse(_ index: Int) -> Bool { moves[index].value.item.prefix == Computer.prefix }
        return moves.indices.last { isUse($0) || $0 > 0 && isUse($0 - 1) }.map { moves[$0] }
    }

    /// The move into the machine in which it is now, if no clean erasure lies before it (SP-2.2.3.1b).
    package func uncleanUse(in world: World) -> Happening<Place>? {
        guard retired == nil, let move = place.shutting(world).last, move.value.item.prefix == Computer.prefix else {
            return nil
        }
        return erased.opening(world).contains { $0.happened <= move.happened } ? nil : move
    }

    /// Whether a record that opens gates says that it was erased after its last use (SP-2.2.3.1b, SP-2.2.3.2b).
    package func isErasedSinceLastUse(in world: World, but move: Int? = nil) -> Bool {
        let last = lastUse(in: world, but: move)
        return erased.opening(world).contains { erasure in
            last.map { ($0.happened, $0.place) < (erasure.happened, erasure.place) } ?? true
        }
    }
}
