import Ledger

// SP-2.2.1c, change control: no fact of an item changes but by an act that names it, with its author and what it was.

/// Some facts of an item, as an object of its fields.
package struct PartialFacts<Given: Facts>: FieldValue {
    package let members: [JSON.Member]
    package let items: [ItemID]

    package static var type: FieldType {
        var type = FieldType(
            Self.self, "facts", takes: "the facts to change", control: .facts(Given.fields.notes),
            schema: FieldSchema.object([
                (
                    "properties",
                    FieldSchema.object(Given.fields.notes.map { ($0.name, $0.type.schema) })
                ), ("type", .string("object")),
            ]),
            read: { text in try? JSON(enclosed: Array(text.utf8)) })
        type.isOptional = true
        return type
    }

    package init(_ json: JSON) throws(Misfit) {
        guard let members = json.members, !members.isEmpty else {
            throw Misfit(expected: "an object with at least one of \(Self.names)")
        }
        var items: [ItemID] = []
        for member in members {
            let found: [ItemID]?
            do throws(Refusal) { found = try Given.fields.fit(member.key, member.value) } catch {
                throw Misfit(expected: "valid facts: \(error.what)")
            }
            guard let found else { throw Misfit(expected: "only facts of the register: \(Self.names)") }
            items += found
        }
        (self.members, self.items) = (members, items)
    }

    private static var names: String { Given.fields.notes.map(\.name).joined(separator: ", ") }
    package var json: JSON { .sorted(members) }
    package static var whenAbsent: Self? { Self() }
    package var isAbsent: Bool { members.isEmpty }
    private init() { (members, items) = ([], []) }

    package static func == (one: Self, other: Self) -> Bool { one.json == other.json }
    package func hash(into hasher: inout Hasher) { hasher.combine(json.written()) }
}

/// In which way the facts of an item change.
package protocol FactsWay: Sendable {
    /// The last word of the kind.
    static var word: String { get }
    static var verb: String { get }
    /// Refuses facts that are not changed in this way.
    static func require<Thing: Entered>(_ names: [String], of thing: Thing.Type) throws(Refusal)
}

/// By whoever may enter the item.
package enum AsEntered: FactsWay {
    package static let word = "change", verb = "Change the facts of"
    package static func require<Thing: Entered>(_ names: [String], of thing: Thing.Type) throws(Refusal) {}
}

/// By one person, told to the other team: facts that give nobody anything.
package enum Lightly: FactsWay {
    package static let word = "amend", verb = "Amend"
    package static func require<Thing: Entered>(_ names: [String], of thing: Thing.Type) throws(Refusal) {
        let light = Thing.Given.fields.notes.filter { $0.marks.contains(.light) }.map(\.name)
        for name in names where !light.contains(name) {
            throw Refusal(
                Thing.clauses.first ?? "P-30", "Two people must sign a change of “\(name)”.",
                who: "the same people as for entering, by register/\(Thing.word).change", field: "set")
        }
    }
}

package typealias ChangeFacts<Thing: Entered> = FactsChange<Thing, AsEntered>
package typealias AmendFacts<Thing: Entered> = FactsChange<Thing, Lightly>

/// `register/X.change` and `register/X.amend` (SP-2.2.1c): an item's facts change by an act, and the former ones stay in its
/// history.
package struct FactsChange<Thing: Entered, Way: FactsWay>: RegisterAct {
    package typealias Changes = Thing.Home
    package let clear: Ascending<Code>, set: PartialFacts<Thing.Given>, thing: ID<Thing>

    package static var kind: String { "register/\(Thing.word).\(Way.word)" }
    package static var title: String { "\(Way.verb) a \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var fields: Fields<Self> {
        Fields(
            { Self(clear: $0, set: $1, thing: $2) }, Field("clear", \Self.clear, "Facts to clear"),
            Field("set", \Self.set, "Facts that change"),
            Field(Thing.word, \Self.thing, "Which \(Thing.noun)", .title))
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try Way.require(set.members.map(\.key) + clear.values.map(\.text), of: Thing.self)
        let table = world[keyPath: Thing.Home.inside][keyPath: Thing.table]
        guard let item = table.at(thing.number) else { return }
        for name in clear.values.map(\.text) {
            guard let note = Thing.Given.fields.notes.first(where: { $0.name == name }), note.type.isOptional else {
                throw Refusal(
                    "P-4", "“\(name)” cannot be cleared: a \(Thing.noun) needs it.", field: "clear",
                    sort: .malformed)
            }
            guard !set.members.contains(where: { $0.key == name }) else {
                throw Refusal("P-4", "“\(name)” is both set and cleared.", field: "clear", sort: .malformed)
            }
        }
        let given = try changed(item)
        guard given != item.given else {
            throw Refusal(
                Thing.clauses.first ?? "P-32", "\(thing.text) already has exactly these facts.", field: "set")
        }
        try table.requireFree(given, but: thing.number)
        try Thing.require(given, instead: item, in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        guard let item = registers[keyPath: Thing.table].at(thing.number), let given = try? changed(item) else {
            return
        }
        registers[keyPath: Thing.table].change(thing.number, to: given)
    }

    private func changed(_ item: Thing) throws(Refusal) -> Thing.Given {
        try Thing.Given.fields.changing(item.given, set: set.members, clear: clear.values.map(\.text))
    }
}
