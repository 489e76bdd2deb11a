import Ledger

/// What is special about a field.
package struct FieldMarks: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// It names the person whom restricted parts beside the statement concern: the vault's key and an erasure go by it
    /// (P-6). Without such a field they concern the signer.
    package static let subject = FieldMarks(rawValue: 1 << 0)
    /// Of an item: its name beside the id.
    package static let title = FieldMarks(rawValue: 1 << 1)
    /// Of an item: a column of the register's page.
    package static let column = FieldMarks(rawValue: 1 << 2)
    /// Of an item: the register's page offers its values as a filter.
    package static let filter = FieldMarks(rawValue: 1 << 3)
    /// Of an item: one person changes it, told to the other team, because it gives nobody anything.
    package static let light = FieldMarks(rawValue: 1 << 4)
    /// Of an item: its own page shows it, and the register's does not.
    package static let own = FieldMarks(rawValue: 1 << 5)
    /// It says where an item is from then on: the item's history shows it under one name, whatever the field is called.
    package static let whereabouts = FieldMarks(rawValue: 1 << 6)
}

/// One field of a body: its name in the line, how it is read out of the value, what a form says beside it.
package struct Field<Root: Sendable, Value: FieldValue>: Sendable {
    let name: String
    let get: any KeyPath<Root, Value> & Sendable
    let label: String
    let marks: FieldMarks

    package init(
        _ name: String, _ get: any KeyPath<Root, Value> & Sendable, _ label: String, _ marks: FieldMarks = []
    ) {
        (self.name, self.get, self.label, self.marks) = (name, get, label, marks)
    }
}

/// What forms, the command line and the schema know of a field.
package struct FieldNote: Equatable, Sendable {
    package let name: String
    package let label: String
    package let type: FieldType
    package let marks: FieldMarks

    package init(name: String, label: String, type: FieldType, marks: FieldMarks = []) {
        (self.name, self.label, self.type, self.marks) = (name, label, type, marks)
    }

    /// Two notes say the same of a field; what reads its values is not compared.
    package static func == (one: FieldNote, other: FieldNote) -> Bool {
        one.name == other.name && one.label == other.label && one.marks == other.marks
            && one.type.word == other.type.word && one.type.isOptional == other.type.isOptional
    }
}

/// The body of a kind, declared once: strict reader, canonical writer, notes and references come from it.
package struct Fields<Root: Sendable>: Sendable {
    package let notes: [FieldNote]
    /// Reads a body; an unknown, missing or ill-fitting member is refused with its name.
    package let read: @Sendable (JSON) throws(Refusal) -> Root
    /// Each by itself, because every entry is folded through these and a walk through the pack costs ten times as much.
    private let each: [AnyField<Root>]

    package init<each V: FieldValue>(
        _ make: @escaping @Sendable (repeat each V) -> Root, _ field: repeat Field<Root, each V>
    ) {
        var fields: [AnyField<Root>] = []
        for field in repeat each field { fields.append(AnyField(field)) }
        each = fields
        // No key path of this type may stand here: in a release build the runtime cannot resolve one in a pack's context.
        notes = fields.map { $0.note }
        let known = Set(notes.map { $0.name })
        read = { (json) throws(Refusal) in
            guard let members = json.members else {
                throw Refusal("P-1", "The body must be a JSON object.", sort: .malformed)
            }
            for member in members where !known.contains(member.key) {
                throw Refusal(
                    "P-4", "A statement of this kind has no field “\(member.key)”.", field: member.key, sort: .malformed
                )
            }
            return make(repeat try (each field).read(from: json))
        }
    }

    private init(
        notes: [FieldNote], read: @escaping @Sendable (JSON) throws(Refusal) -> Root, each: [AnyField<Root>]
    ) {
        (self.notes, self.read, self.each) = (notes, read, each)
    }

    /// Writes the body that `read` reads back.
    package func write(_ root: Root) -> JSON {
        var members: [JSON.Member] = []
        members.reserveCapacity(each.count)
        for field in each {
            if let value = field.value(root) { members.append(JSON.Member(field.note.name, value)) }
        }
        return .sorted(members)
    }

    /// The value of one field as the body has it; nil where it is left out.
    package func value(_ name: String, of root: Root) -> JSON? {
        each.first { $0.note.name == name }?.value(root)
    }

    /// The items that the body names, with the field that names each (P-35).
    package func items(_ root: Root) -> [(field: String, item: ItemID)] {
        var found: [(field: String, item: ItemID)] = []
        for field in each {
            for item in field.items(root) { found.append((field.note.name, item)) }
        }
        return found
    }

    /// The people whom the body names, by number.
    package func people(_ root: Root) -> [Int] {
        items(root).filter { $0.item.prefix == Person.prefix }.map(\.item.number)
    }

    /// Whether a value fits the field of a name, and the items that it names; nil: there is no such field.
    package func fit(_ name: String, _ json: JSON) throws(Refusal) -> [ItemID]? {
        guard let field = each.first(where: { $0.note.name == name }) else { return nil }
        return try field.fit(json)
    }

    /// The same fields of a value that holds this one.
    package func lifted<Outer: Sendable>(
        _ make: @escaping @Sendable (Root) -> Outer, _ get: @escaping @Sendable (Outer) -> Root
    ) -> Fields<Outer> {
        let read = read
        return Fields<Outer>(
            notes: notes, read: { (json) throws(Refusal) in make(try read(json)) }, each: each.map { $0.lifted(get) })
    }

    /// A value with some fields set and others cleared, read as strictly as a new one.
    package func changing(_ root: Root, set: [JSON.Member], clear: [String]) throws(Refusal) -> Root {
        var members = (write(root).members ?? []).filter { member in
            !clear.contains(member.key) && !set.contains { $0.key == member.key }
        }
        members += set
        return try read(.sorted(members))
    }
}

extension Field {
    var note: FieldNote { FieldNote(name: name, label: label, type: Value.type, marks: marks) }

    func read(from body: JSON) throws(Refusal) -> Value {
        guard let json = body[name] else {
            if let absent = Value.whenAbsent { return absent }
            throw Refusal("P-4", "The field “\(name)” is missing.", field: name, sort: .malformed)
        }
        return try value(json)
    }

    func value(_ json: JSON) throws(Refusal) -> Value {
        do throws(Misfit) {
            return try Value(json)
        } catch {
            throw Refusal("P-4", "The field “\(name)” takes \(error.expected).", field: name, sort: .malformed)
        }
    }
}

/// A field whose type of value is known to its closures alone.
private struct AnyField<Root: Sendable>: Sendable {
    let note: FieldNote
    let value: @Sendable (Root) -> JSON?
    let items: @Sendable (Root) -> [ItemID]
    let fit: @Sendable (JSON) throws(Refusal) -> [ItemID]

    init<Value: FieldValue>(_ field: Field<Root, Value>) {
        note = field.note
        value = { root in
            let value = root[keyPath: field.get]
            return value.isAbsent ? nil : value.json
        }
        items = { root in root[keyPath: field.get].items }
        fit = { (json) throws(Refusal) in try field.value(json).items }
    }

    private init(
        note: FieldNote, value: @escaping @Sendable (Root) -> JSON?, items: @escaping @Sendable (Root) -> [ItemID],
        fit: @escaping @Sendable (JSON) throws(Refusal) -> [ItemID]
    ) {
        (self.note, self.value, self.items, self.fit) = (note, value, items, fit)
    }

    func lifted<Outer: Sendable>(_ get: @escaping @Sendable (Outer) -> Root) -> AnyField<Outer> {
        let (value, items) = (value, items)
        return AnyField<Outer>(note: note, value: { value(get($0)) }, items: { items(get($0)) }, fit: fit)
    }
}
