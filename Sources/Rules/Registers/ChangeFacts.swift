import Ledger

/// Some facts of an item, as an object of its fields.
package struct PartialFacts<Given: Facts>: FieldValue {
    package let members: [JSON.Member]
    package let items: [ItemID]

    package static var type: FieldType {
        var type = FieldType(
            Self.self, "facts", takes: "the facts that change", control: .facts(Given.fields.notes),
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
                throw Misfit(expected: "facts that fit: \(error.what)")
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

/// `register/X.change` (SP-2.2.1c): an item's facts change by an act, and the former ones stay in its history.
package struct ChangeFacts<Thing: Entered>: RegisterAct {
    package typealias Changes = Thing.Home
    package let clear: Ascending<Code>, set: PartialFacts<Thing.Given>, thing: ID<Thing>

    package static var kind: String { "register/\(Thing.word).change" }
    package static var title: String { "Change the facts of a \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var fields: Fields<Self> { Self.fields { Self(clear: $0, set: $1, thing: $2) } }

    static func fields(
        _ make: @escaping @Sendable (Ascending<Code>, PartialFacts<Thing.Given>, ID<Thing>) -> Self
    ) -> Fields<Self> {
        Fields(
            make, Field("clear", \Self.clear, "Facts that are no longer known"),
            Field("set", \Self.set, "Facts that change"),
            Field(Thing.word, \Self.thing, "Which \(Thing.noun)", .title))
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try FactsChange(thing: thing, set: set, clear: clear).require(in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        FactsChange(thing: thing, set: set, clear: clear).carryOut(on: &registers)
    }
}

/// `register/X.amend`: facts that give nobody anything are changed by one person, told to the other team.
package struct AmendFacts<Thing: Entered>: RegisterAct {
    package typealias Changes = Thing.Home
    package let clear: Ascending<Code>, set: PartialFacts<Thing.Given>, thing: ID<Thing>

    package static var kind: String { "register/\(Thing.word).amend" }
    package static var title: String { "Amend a \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var fields: Fields<Self> {
        Fields(
            { Self(clear: $0, set: $1, thing: $2) }, Field("clear", \Self.clear, "Facts that are no longer known"),
            Field("set", \Self.set, "Facts that change"),
            Field(Thing.word, \Self.thing, "Which \(Thing.noun)", .title))
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        let light = Thing.Given.fields.notes.filter { $0.marks.contains(.light) }.map(\.name)
        for name in set.members.map(\.key) + clear.values.map(\.text) where !light.contains(name) {
            throw Refusal(
                Thing.clauses.first ?? "P-30", "“\(name)” is changed by two, not by one.",
                who: "the same people as for entering, by register/\(Thing.word).change", field: "set")
        }
        try FactsChange(thing: thing, set: set, clear: clear).require(in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        FactsChange(thing: thing, set: set, clear: clear).carryOut(on: &registers)
    }
}

/// The change itself, the same for both.
struct FactsChange<Thing: Entered> {
    let thing: ID<Thing>
    let set: PartialFacts<Thing.Given>
    let clear: Ascending<Code>

    func require(in world: World, at moment: Moment) throws(Refusal) {
        let table = world[keyPath: Thing.Home.inside][keyPath: Thing.table]
        guard let item = table.at(thing.number) else { return }
        for name in clear.values.map(\.text) {
            guard let note = Thing.Given.fields.notes.first(where: { $0.name == name }), note.type.isOptional else {
                throw Refusal(
                    "P-4", "“\(name)” is no fact that can be left out of a \(Thing.noun).", field: "clear",
                    sort: .malformed)
            }
            guard !set.members.contains(where: { $0.key == name }) else {
                throw Refusal("P-4", "“\(name)” is both set and cleared.", field: "clear", sort: .malformed)
            }
        }
        let given = try changed(item)
        guard given != item.given else {
            throw Refusal(
                Thing.clauses.first ?? "P-32", "\(thing.text) says all of this already.", field: "set")
        }
        if let unknown = given.unknown(instead: item.given, in: world, at: moment).first { throw unknown }
        try table.requireFree(given, but: thing.number)
        try Thing.require(given, instead: item, in: world, at: moment)
    }

    func carryOut(on registers: inout Thing.Home) {
        guard let item = registers[keyPath: Thing.table].at(thing.number), let given = try? changed(item) else {
            return
        }
        registers[keyPath: Thing.table].change(thing.number, to: given)
    }

    private func changed(_ item: Thing) throws(Refusal) -> Thing.Given {
        try Thing.Given.fields.changing(item.given, set: set.members, clear: clear.values.map(\.text))
    }
}
