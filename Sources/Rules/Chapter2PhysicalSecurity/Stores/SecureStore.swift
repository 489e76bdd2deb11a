import Ledger

/// SP-2.2.3.2a: a named secure store, in which media lie that are in no machine.
package struct SecureStore: Entered {
    package static let prefix = "S", noun = "secure store", word = "store"
    package static let clauses = ["SP-2.2.3.2a", "SP-1.2f"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<SecureStore>> & Sendable { \.stores }

    package enum Sort: String, Choice {
        case safe, cabinet, vault
        case depositBox = "deposit-box"
        case transportCase = "transport-case"
    }

    package struct Given: Facts {
        package let label: Name, sort: Sort?, custodians: GroupCode<OfAny>?, rating: Name?

        package static let fields = Fields(
            { Self(label: $0, sort: $1, custodians: $2, rating: $3) },
            Field("label", \Self.label, "Name on the store", [.title, .column]),
            Field("sort", \Self.sort, "Sort", [.column, .filter]),
            Field("custodians", \Self.custodians, "Group whose members open it", [.column, .filter]),
            Field("rating", \Self.rating, "Rating, such as its EN 1143-1 grade"))
        package static let unique = [["label"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given
    /// How many media were seen in it when it was counted.
    package var counted = History<Int>()
    /// The act that closed it.
    package var closed: Int?

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package static let kept = [
        Kept<SecureStore>("counted", "Counted") { $0.counted.line },
        Kept<SecureStore>("closed", "Closed by") { $0.closed.map { .integer($0) } },
    ]
    package enum State: String, ItemState {
        case openForUse = "open for use"
        case closed
        package var tone: Tone { self == .closed ? .over : .good }
    }

    package static let state = Derived<SecureStore>.state { store, world -> State in
        store.closing(in: world) == nil ? .openForUse : .closed
    }
    package static let held = Derived<SecureStore>("media", "Media in it") { store, world in
        "\(store.media(in: world).count)"
    }
    package static let lastCounted = Derived<SecureStore>("last-counted", "Last counted", .own) { store, world in
        store.counted.opening(world).last?.happened.text ?? "never"
    }

    /// Media that are in it, as far as anybody says.
    func media(in world: World) -> [Medium] {
        world.physical.media(everIn: id).filter {
            $0.whereabouts(in: world) == id && !$0.isGone(in: world) && !$0.isLost(in: world)
        }
    }

    /// The place of the act that closed it, if that stands.
    func closing(in world: World) -> Int? { standing(closed, in: world) }

    /// SP-2.2.3.2a: nothing new goes into a store that was closed.
    func requireOpen(in world: World) throws(Refusal) {
        guard closing(in: world) == nil else {
            throw Refusal(
                "SP-2.2.3.2a", "\(id.text) was closed.", who: "the proposer, by naming another store", field: "store")
        }
    }
    func closedBreaches(_ what: String, in world: World) -> [Breach] {
        closing(in: world) == nil ? [] : [Breach("SP-2.2.3.2a", "\(what) went into \(id.text), which was closed")]
    }
}
