import Ledger

/// `register/X.import`: many things enter at once, all or none. The rows are one enclosure, read by the reader of
/// `X.enter`, so that nothing is taken here that would be refused there (docs/formats/import.md).
package struct ImportItems<Thing: Entered>: RegisterAct {
    package typealias Changes = Thing.Home
    package let rows: Digest

    package static var kind: String { "register/\(Thing.word).import" }
    package static var title: String { "Enter many at once: \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var mustBeLike: Bool { true }
    package static var fields: Fields<Self> {
        Fields({ Self(rows: $0) }, Field("rows", \Self.rows, "The rows, as made from a table"))
    }
    package static var encloses: [String] { ["rows"] }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        // Asked at the door with the proposal, and again at the effect; a replay needs the bytes from there on (P-7).
        guard !moment.by.isEmpty else { return }
        let rows = try ImportRows<Thing>(read(moment))
        try rows.require(in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        guard let rows = try? ImportRows<Thing>(read(moment)) else { return }
        for given in rows.list { registers[keyPath: Thing.table].append(given, at: moment) }
    }

    private func read(_ moment: Moment) throws(Refusal) -> [UInt8] {
        guard let bytes = moment.enclosed(rows), Digest.of(bytes) == rows else {
            throw Refusal(
                "P-7", "The enclosure \(rows.hex) with the rows is not at hand.", field: "rows",
                sort: .enclosureMissing)
        }
        return bytes
    }
}

/// The rows of an import: `{"kind":"register/X.enter","rows":[{…},…]}` as restricted JSON.
package struct ImportRows<Thing: Entered>: Sendable {
    package let list: [Thing.Given]
    package static var most: Int { 10_000 }
    package static var bytesMost: Int { 4 << 20 }

    package init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.bytesMost else {
            throw Refusal("P-7", "An import has at most \(Self.bytesMost) bytes.", field: "rows", sort: .malformed)
        }
        let json: JSON
        do throws(Malformed) { json = try JSON(enclosed: bytes) } catch {
            throw Refusal("P-1", "The rows are not restricted JSON: \(error.what)", field: "rows", sort: .malformed)
        }
        guard json.members?.count == 2, json["kind"]?.text == Enter<Thing>.kind, let rows = json["rows"]?.list,
            (1...Self.most).contains(rows.count)
        else {
            throw Refusal(
                "P-7", "The rows are {\"kind\":\"\(Enter<Thing>.kind)\",\"rows\":[…]} with 1 to \(Self.most) rows.",
                field: "rows", sort: .malformed)
        }
        let fields = Thing.Given.fields
        var list: [Thing.Given] = []
        list.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            do throws(Refusal) { list.append(try fields.read(row)) } catch {
                throw Refusal(
                    error.clause, "Row \(index + 1)\(error.field.map { ", \($0)" } ?? ""): \(error.what)",
                    field: "rows", sort: error.sort)
            }
        }
        self.list = list
    }

    /// What `X.enter` asks of each row, and that no two rows are the same thing.
    func require(in world: World, at moment: Moment) throws(Refusal) {
        let table = world[keyPath: Thing.Home.inside][keyPath: Thing.table]
        let fields = Thing.Given.fields
        var seen: [String: Int] = [:]
        for (index, given) in list.enumerated() {
            do throws(Refusal) {
                for (field, item) in fields.items(given) where world.born(item).map({ $0 < moment.seen }) != true {
                    throw Refusal(
                        "P-35", "\(item.text) does not exist at the head that its signer saw.", field: field,
                        sort: .notFound)
                }
                for mark in ItemTable<Thing>.identifications(given) {
                    if let former = seen[mark.text] {
                        throw Refusal(
                            Thing.clauses.first ?? "P-35", "Row \(former + 1) has this \(mark.words) too.",
                            field: mark.field)
                    }
                    seen[mark.text] = index
                }
                try table.requireFree(given)
                try Thing.require(given, instead: nil, in: world, at: moment)
            } catch {
                throw Refusal(
                    error.clause, "Row \(index + 1)\(error.field.map { ", \($0)" } ?? ""): \(error.what)",
                    who: error.who, field: "rows", sort: error.sort)
            }
        }
    }
}
