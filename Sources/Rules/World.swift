import Ledger

/// The whole state: authority, and a register per sort of thing. A value; replaying the ledger makes it (P-12).
package struct World: Scope {
    package static let part = StatementSort.Part.register

    package var authority = Authority()
    package var acts = Acts<World>()
    package var records = Table<OpenRecord>()
    package var remarks = Remarks()
    package var physical = PhysicalRegisters()
    package var administrative = AdministrativeRegisters()

    package init() {}

    package func born(_ id: ItemID) -> Int? {
        switch id.letter {
        case Computer.letter: physical.computers.at(id.number - 1)?.born
        case Store.letter: physical.stores.at(id.number - 1)?.born
        case Medium.letter: physical.media.at(id.number - 1)?.born
        case "A": acts[place: id.number]?.place ?? authority.born(id)
        case Question.letter: remarks.question(id.number)?.born
        case "R": recordIndex(at: id.number).map { records[$0].place }
        default: authority.born(id)
        }
    }
}
