import Authority
import Ledger

/// The whole state: authority, records, and the registers of each chapter. A value; replaying the ledger makes it (P-12).
package struct World: Scope {
    package static let part = Part.register

    package var authority = Authority()
    package var acts = Acts<World>()
    package var records = Table<OpenRecord>()
    /// Which records wait, are late or in breach, and which were made of each kind; an index, no state.
    package var recordIndex = RecordIndex()
    package var remarks = Remarks()
    package var physical = PhysicalRegisters()
    package var administrative = AdministrativeRegisters()
    package var references = ReferenceRegisters()
    /// Which statements bear restricted parts, and about whom; an index, no state.
    package var contents = ContentIndex()
    /// Where items are named; an index, no state.
    package var naming = Naming()

    /// What each person said; an index, no state.
    package var sayings = Sayings()

    /// The chapters of the policy that this program knows. The only list of them.
    package static let chapters: [any Chapter.Type] = [References.self, PhysicalSecurity.self, Administration.self]

    package init() {}

    package static let catalogue = ActCatalogue<World>(Kind.all)

    package func born(_ id: ItemID) -> Int? {
        switch id.prefix {
        case "A": acts[place: id.number]?.place ?? authority.born(id)
        case Question.prefix: remarks.question(id.number)?.born
        case "R": recordIndex(at: id.number).map { records[$0].place }
        default: Register.of(prefix: id.prefix)?.born(self, id.number) ?? authority.born(id)
        }
    }
}

/// State after entries 0 to n of a ledger.
package typealias State = Fold<World>

extension Fold where Whole == World {
    package var world: World { whole }

    package init(log: Log, world: World) { self.init(log: log, whole: world) }
}
