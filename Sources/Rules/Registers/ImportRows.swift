import Ledger

/// The rows of an import: `{"kind":"register/X.enter","rows":[{…},…]}` as restricted JSON.
package struct ImportRows<Thing: Entered>: Sendable {
    package let list: [Thing.Given]

    package init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= ImportLimit.bytes else {
            throw Refusal("P-7", "An import has at most \(ImportLimit.bytes) bytes.", field: "rows", sort: .malformed)
        }
        let json: JSON
        do throws(Malformed) { json = try JSON(enclosed: bytes) } catch {
            throw Refusal("P-1", "The rows are not restricted JSON: \(error.what)", field: "rows", sort: .malformed)
        }
        guard json.members?.count == 2, json["kind"]?.text == Enter<Thing>.kind, let rows = json["rows"]?.list,
            (1...ImportLimit.rows).contains(rows.count)
        else {
            throw Refusal(
                "P-7",
                "The rows must be {\"kind\":\"\(Enter<Thing>.kind)\",\"rows\":[…]} with 1 to \(ImportLimit.rows) rows.",
                field: "rows", sort: .malformed)
        }
        var list: [Thing.Given] = []
        list.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            do throws(Refusal) { list.append(try Thing.Given.fields.read(row)) } catch {
                throw RowFlaw(row: index, error).refusal
            }
        }
        self.list = list
    }

    /// What `X.enter` asks of each row, and that no two rows are the same thing.
    func require(in world: World, at moment: Moment) throws(Refusal) {
        var search = RowSearch<Thing>(world, moment)
        for (index, given) in list.enumerated() {
            if let first = search.flaws(of: given, row: index).first { throw first.refusal }
        }
    }

    /// All that is wrong with rows, before anybody signs them: what `init` and `require` would refuse, one after the other.
    static func flaws(of rows: [JSON], in world: World, at moment: Moment) -> [RowFlaw] {
        var search = RowSearch<Thing>(world, moment)
        return rows.enumerated().flatMap { index, row -> [RowFlaw] in
            do throws(Refusal) {
                return search.flaws(of: try Thing.Given.fields.read(row), row: index)
            } catch { return [RowFlaw(row: index, error)] }
        }
    }
}

/// How much one import may hold (D10).
package enum ImportLimit {
    package static let rows = 10_000
    package static let bytes = 4 << 20
}

/// Why a row of an import cannot enter.
package struct RowFlaw: Sendable {
    /// From 0.
    package let row: Int
    /// The row before, from 0, that is the same thing.
    package var former: Int?
    private let cause: Refusal

    init(row: Int, _ cause: Refusal, former: Int? = nil) { (self.row, self.cause, self.former) = (row, cause, former) }

    package var field: String? { cause.field }
    package var what: String { cause.what }
    package var clause: String { cause.clause }

    /// As `decide` says it: with the number of the row, from 1, and the name of the fact.
    package var refusal: Refusal {
        Refusal(
            cause.clause, "Row \(row + 1)\(cause.field.map { ", \($0)" } ?? ""): \(cause.what)", who: cause.who,
            field: "rows", sort: cause.sort)
    }
}

/// Goes through the rows in their order and keeps what tells them apart.
private struct RowSearch<Thing: Entered> {
    private let world: World
    private let moment: Moment
    private let table: ItemTable<Thing>
    private var seen: [String: Int] = [:]

    init(_ world: World, _ moment: Moment) {
        (self.world, self.moment) = (world, moment)
        table = world[keyPath: Thing.Home.inside][keyPath: Thing.table]
    }

    mutating func flaws(of given: Thing.Given, row: Int) -> [RowFlaw] {
        var flaws = given.unknown(in: world, at: moment).map { RowFlaw(row: row, $0) }
        // What follows reads the items that a row names.
        guard flaws.isEmpty else { return flaws }
        for mark in ItemTable<Thing>.identifications(given) {
            if let former = seen[mark.text] {
                flaws.append(
                    RowFlaw(
                        row: row,
                        Refusal(
                            Thing.clauses.first ?? "P-35", "Row \(former + 1) has this \(mark.words) too.",
                            field: mark.field), former: former))
            } else {
                seen[mark.text] = row
            }
        }
        do throws(Refusal) {
            try table.requireFree(given)
            try Thing.require(given, instead: nil, in: world, at: moment)
        } catch { flaws.append(RowFlaw(row: row, error)) }
        return flaws
    }
}
