import HashTreeCollections
import Ledger

/// The items of one register, with an index of what tells them apart.
package struct ItemTable<Thing: Entered>: Sendable {
    package private(set) var table = Table<Thing>()
    /// Which item bears an identification; an index of the table, no state.
    private var bearers = TreeDictionary<String, Int>()
    /// The place of the act or record that made each item; an index, no state.
    private var makers = Table<Int>()

    package init() {}

    package var count: Int { table.count }

    /// The item with this id, which is known to exist.
    package subscript(id: ID<Thing>) -> Thing {
        get { table[id.index] }
        _modify { yield &table[id.index] }
    }

    package func at(_ number: Int) -> Thing? { table.at(number - 1) }

    package func maker(of number: Int) -> Int? { makers.at(number - 1) }

    package mutating func append(_ given: Thing.Given, at moment: Moment) {
        let number = table.count + 1
        makers.append(moment.proposal?.place ?? moment.place)
        table.append(Thing(number: number, given: given, at: moment))
        identify(number, given)
    }

    /// Puts other facts in the place of an item's.
    package mutating func change(_ number: Int, to given: Thing.Given) {
        for mark in Self.identifications(table[number - 1].given) { bearers[mark.text] = nil }
        table[number - 1].given = given
        identify(number, given)
    }

    private mutating func identify(_ number: Int, _ given: Thing.Given) {
        for mark in Self.identifications(given) { bearers[mark.text] = number }
    }

    /// SP-2.2.1d: refuses facts by which another item is known already: a hostname, a vendor with a serial number.
    package func requireFree(_ given: Thing.Given, but own: Int? = nil) throws(Refusal) {
        for mark in Self.identifications(given) {
            guard let bearer = bearers[mark.text], bearer != own else { continue }
            throw Refusal(
                Thing.clauses.first ?? "P-35",
                "\(ItemID(prefix: Thing.prefix, number: bearer).text) already has this \(mark.words).",
                who: "the proposer, with a different value, if these are two different things", field: mark.field)
        }
    }

    /// Names compare folded, and stay as they were written (D8).
    package static func identifications(_ given: Thing.Given) -> [(text: String, field: String, words: String)] {
        let fields = Thing.Given.fields
        return Thing.Given.unique.compactMap { names in
            let values = names.compactMap { name in
                fields.value(name, of: given).map { Name.folded(FieldType.text($0)) }
            }
            guard values.count == names.count else { return nil }
            return (
                ([names.joined(separator: "+")] + values).joined(separator: "\u{1F}"), names.last ?? "",
                names.joined(separator: " and ")
            )
        }
    }
}

extension ItemTable: Sequence {
    package func makeIterator() -> AnyIterator<Thing> { table.makeIterator() }
}
