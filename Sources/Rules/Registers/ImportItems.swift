import Ledger

/// `register/X.import`: many things enter at once, all or none. The rows are one enclosure, read by the reader of
/// `X.enter`, so that nothing is taken here that would be refused there (docs/formats/import.md).
package struct ImportItems<Thing: Entered>: RegisterAct {
    package typealias Changes = Thing.Home
    package let rows: Digest

    package static var kind: String { "register/\(Thing.word).import" }
    package static var title: String { "Import: many entries of \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var mustBeLike: Bool { true }
    package static var fields: Fields<Self> {
        Fields({ Self(rows: $0) }, Field("rows", \Self.rows, "The rows of the table"))
    }
    package static var encloses: [String] { ["rows"] }
    package static var enclosureBytesMax: Int { ImportLimit.bytes }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try requireLikeEnter(world, at: moment)
        // Asked at the door with the proposal, and again at the effect; a replay needs the bytes from there on (P-7).
        guard !moment.by.isEmpty else { return }
        let rows = try ImportRows<Thing>(read(moment))
        try rows.require(in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        guard let rows = try? ImportRows<Thing>(read(moment)) else { return }
        for given in rows.list { registers[keyPath: Thing.table].append(given, at: moment) }
    }

    /// Whatever a policy says of this kind: a fold reads it by its form, also one that our compiler did not make. Else one
    /// person would bring in ten thousand items, each of which takes two.
    private func requireLikeEnter(_ world: World, at moment: Moment) throws(Refusal) {
        let authority = world.authority
        let opening = authority.stands(underOpening: Self.kind, at: moment.recorded)
        let own = authority.requirement(of: Self.kind, opening: opening)
        let asked = authority.requirement(
            of: Enter<Thing>.kind,
            opening: opening && authority.stands(underOpening: Enter<Thing>.kind, at: moment.recorded))
        guard own?.compiled == asked?.compiled else {
            throw Refusal(
                Thing.clauses.first ?? "P-30",
                "The policy in force asks something else for an import than for \(Enter<Thing>.kind).",
                who: "the governing body, by a change of policy")
        }
    }

    private func read(_ moment: Moment) throws(Refusal) -> [UInt8] {
        guard let bytes = moment.enclosed(rows), Digest.of(bytes) == rows else {
            throw Refusal(
                "P-7", "The enclosure \(rows.hex) with the rows is missing.", field: "rows",
                sort: .enclosureMissing)
        }
        return bytes
    }
}
