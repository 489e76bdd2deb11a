import Ledger

/// One value of a fact, of whichever type the field has.
package struct AnyFact: FieldValue {
    package let json: JSON
    package static let type: FieldType = {
        var type = FieldType(
            AnyFact.self, "value", takes: "a value of the field",
            read: { text in FieldType.number(text) ?? .string(text) })
        type.isOptional = true
        return type
    }()
    package init(_ json: JSON) throws(Misfit) {
        // Which values there are is the field's business; a record asks it once it knows the field.
        guard json.text != nil || json.number != nil || json.list != nil else {
            throw Misfit(expected: "a text, a number or a list")
        }
        self.json = json
    }
    package static func == (one: Self, other: Self) -> Bool { one.json == other.json }
    package func hash(into hasher: inout Hasher) { hasher.combine(json.written()) }
}

/// What every correction tells, of whichever register.
package protocol Correction: Record {
    var field: Code { get }
    var new: AnyFact? { get }
    var corrects: ItemID { get }
}

/// `record/X.correct`: a mistyped value is mended by a record that names the old one (P-41). It changes what the register
/// says, not what is so: what is so changes by `X.change`.
///
/// It takes two, as entering the item does: else one person would change by page, and at once, what other rules rest on.
package struct CorrectFact<Thing: Entered>: Correction {
    package typealias Changes = Thing.Home
    package let field: Code, happened: Time, new: AnyFact?, old: AnyFact?, parties: Parties, thing: ID<Thing>

    package static var kind: String { "record/\(Thing.word).correct" }
    package static var title: String { "Correct a mistyped fact of a \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var like: String? { Enter<Thing>.kind }
    package static var changesFacts: Bool { true }
    package static var fields: Fields<Self> {
        Fields(
            { Self(field: $0, happened: $1, new: $2, old: $3, parties: $4, thing: $5) },
            Field("field", \Self.field, "Which fact"), Field("happened", \Self.happened, "When you noticed it"),
            Field("new", \Self.new, "Correct value"), Field("old", \Self.old, "Present value"),
            Field("parties", \Self.parties, "Who checked it with you"),
            Field(Thing.word, \Self.thing, "Which \(Thing.noun)", .title))
    }

    package var corrects: ItemID { thing.item }
    /// A fact that one person amends is corrected by one.
    package var needsNobody: Bool {
        Thing.Given.fields.notes.contains { $0.name == field.text && $0.marks.contains(.light) }
    }

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        let table = world[keyPath: Thing.Home.inside][keyPath: Thing.table]
        guard let item = table.at(thing.number) else { return [] }
        let clause = Thing.clauses.first ?? "P-41"
        let now = Thing.Given.fields.value(field.text, of: item.given)
        guard now == old?.json else {
            return [
                Breach(
                    clause,
                    "the \(field.text) of \(thing.text) is not that; it is \(now.map(FieldType.text) ?? "empty")"
                )
            ]
        }
        do throws(Refusal) {
            let given = try corrected(item)
            if let unknown = given.unknown(instead: item.given, in: world, at: moment).first { throw unknown }
            try table.requireFree(given, but: thing.number)
            try Thing.require(given, instead: item, in: world, at: moment)
            return []
        } catch { return [Breach(error.clause.hasPrefix("P-") ? clause : error.clause, error.what)] }
    }

    package func completion(on registers: inout Thing.Home, of record: OpenRecord) {
        guard let item = registers[keyPath: Thing.table].at(thing.number), let given = try? corrected(item) else {
            return
        }
        registers[keyPath: Thing.table].change(thing.number, to: given)
    }

    private func corrected(_ item: Thing) throws(Refusal) -> Thing.Given {
        try Thing.Given.fields.changing(
            item.given, set: new.map { [JSON.Member(field.text, $0.json)] } ?? [],
            clear: new == nil ? [field.text] : [])
    }
}
