import Ledger

/// SP-2.2.3.1a: a storage medium, tracked from its acquisition to its end.
package struct Medium: Entered {
    package static let prefix = "M", noun = "medium", word = "medium"
    package static let clauses = ["SP-2.2.3.1a", "SP-2.2.3.2d", "SP-1.2a"]
    package static var table: any WritableKeyPath<PhysicalRegisters, ItemTable<Medium>> & Sendable { \.media }

    package enum Sort: String, Choice {
        case disk, ssd, flash, tape, optical, token, paper

        /// What can be written over. The rest keeps what it holds until it is destroyed, so a method that
        /// the Manual lists for it counts for nothing, and none is asked of it.
        package var isErasable: Bool {
            switch self {
            case .disk, .ssd, .flash, .tape: true
            case .optical, .token, .paper: false
            }
        }
    }

    package enum Purpose: String, Choice {
        case system, backup, transfer, install, ceremony
        case rootKey = "root-key"
        case token
    }

    /// It was lost, or found again: with its bag or case sealed, or open.
    package enum Loss: String, Choice {
        case lost
        case foundSealed = "found-sealed"
        case foundOpen = "found-open"
    }

    /// In a secure store, or in a computer (SP-2.2.3.2a).
    package typealias Place = AnyID<SecureStore, Computer>

    package struct Given: Facts {
        package let label: Name, sort: Sort, brand: Name, model: Name?, serial: Code?, capacity: Quantity<Megabytes>
        package let isRemovable: YesNo, purpose: Purpose, system: ID<SystemItem>?
        package let acquired: CalendarDay, store: ID<SecureStore>

        package static let fields = Fields(
            {
                Self(
                    label: $0, sort: $1, brand: $2, model: $3, serial: $4, capacity: $5, isRemovable: $6, purpose: $7,
                    system: $8, acquired: $9, store: $10)
            },
            Field("label", \Self.label, "Label on the medium", [.title, .column]),
            Field("sort", \Self.sort, "Type", [.column, .filter]), Field("brand", \Self.brand, "Brand", .filter),
            Field("model", \Self.model, "Model"), Field("serial", \Self.serial, "Serial number", .column),
            Field("capacity", \Self.capacity, "Capacity; 0 for tokens and paper"),
            Field("removable", \Self.isRemovable, "Removable"),
            Field("purpose", \Self.purpose, "What it is for", .filter),
            Field("system", \Self.system, "System that it may be used in", .filter),
            Field("acquired", \Self.acquired, "Day on which it was acquired"),
            Field("store", \Self.store, "Secure store that received it", .whereabouts))
        package static let unique = [["label"], ["brand", "serial"]]
    }

    package let number: Int
    package let born: Int
    package var given: Given
    /// Where it came to be, beginning with the store that received it.
    package private(set) var place = History<Place>()
    /// The system of each computer that it was put into, as it was then; the computer itself, if it was of none.
    package var used = History<AnyID<SystemItem, Computer>>()
    package var erased = History<Erasure>()
    package var unreadable = History<Name>()
    package var losses = History<Loss>()
    /// The act that retired it, and what becomes of it.
    package var retired: Int?
    package var fate: RetireMedium.Fate?
    package var destroyed = History<Code>()
    /// The numbers of the papers for it.
    package var disposed = History<Ascending<Code>>()

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
        place.take(Place(given.store.item), at: moment)
    }

    /// By the registers only, which keep an index of it.
    mutating func put(in place: Place, of record: OpenRecord) { self.place.take(place, of: record) }

    package static let kept = [
        Kept<Medium>("erased", "Erasures") { $0.erased.line },
        Kept<Medium>("place", "Where it was") { $0.place.line },
        Kept<Medium>("used", "Systems that it was used in") { $0.used.line },
        Kept<Medium>("unreadable", "Found unreadable") { $0.unreadable.line },
        Kept<Medium>("losses", "Lost and found") { $0.losses.line },
        Kept<Medium>("retired", "Retired by") { $0.retired.map { .integer($0) } },
        Kept<Medium>("fate", "What happens to it") { $0.fate?.json },
        Kept<Medium>("destroyed", "Destroyed") { $0.destroyed.line },
        Kept<Medium>("disposed", "Disposed of") { $0.disposed.line },
    ]
    package static let state = Derived<Medium>.state { medium, world in medium.state(in: world) }
    package static let whereNow = Derived<Medium>("whereabouts", "Where it is", [.column, .whereabouts]) {
        medium, world in
        medium.isGone(in: world) ? "" : medium.whereabouts(in: world)?.text ?? ""
    }
    package static let lastErased = Derived<Medium>("last-erased", "Last erased") { medium, world in
        let counts = medium.erased.opening(world).last
        let says = counts?.happened.text ?? "never"
        // What somebody claims beside it: in breach, late or not confirmed, it counts for nothing (K-8).
        guard let claimed = medium.erased.shutting(world).last, claimed != counts,
            let record = world.recordIndex(at: claimed.place).map({ world.records[$0] })
        else { return says }
        return "\(says); claimed \(claimed.happened.text) in \(record.name), \(world.word(of: record))"
    }
    package static let exposed = Derived<Medium>(
        "exposed", "Exposed to critical data", .filter, words: ["no", "yes"]
    ) { medium, world in medium.isExposed(in: world) ? "yes" : "no" }
}
