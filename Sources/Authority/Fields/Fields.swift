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
    /// Writes the body that `read` reads back.
    package let write: @Sendable (Root) -> JSON
    /// The items that the body names, with the field that names each (P-35).
    package let items: @Sendable (Root) -> [(field: String, item: ItemID)]
    /// Whether a value fits the field of a name, and the items that it names; nil: there is no such field.
    package let fit: @Sendable (String, JSON) throws(Refusal) -> [ItemID]?

    package init<each V: FieldValue>(
        _ make: @escaping @Sendable (repeat each V) -> Root, _ field: repeat Field<Root, each V>
    ) {
        var notes: [FieldNote] = []
        for field in repeat each field { notes.append(field.note) }
        self.notes = notes
        let known = Set(notes.map(\.name))
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
        write = { root in
            var members: [JSON.Member] = []
            for field in repeat each field {
                let value = root[keyPath: field.get]
                if !value.isAbsent { members.append(JSON.Member(field.name, value.json)) }
            }
            return .sorted(members)
        }
        items = { root in
            var found: [(field: String, item: ItemID)] = []
            for field in repeat each field {
                for item in root[keyPath: field.get].items { found.append((field.name, item)) }
            }
            return found
        }
        fit = { (name, json) throws(Refusal) in
            for field in repeat each field {
                if field.name == name { return try field.value(json).items }
            }
            return nil
        }
    }

    private init(
        notes: [FieldNote], read: @escaping @Sendable (JSON) throws(Refusal) -> Root,
        write: @escaping @Sendable (Root) -> JSON,
        items: @escaping @Sendable (Root) -> [(field: String, item: ItemID)],
        fit: @escaping @Sendable (String, JSON) throws(Refusal) -> [ItemID]?
    ) {
        (self.notes, self.read, self.write, self.items, self.fit) = (notes, read, write, items, fit)
    }

    /// The same fields of a value that holds this one.
    package func lifted<Outer: Sendable>(
        _ make: @escaping @Sendable (Root) -> Outer, _ get: @escaping @Sendable (Outer) -> Root
    ) -> Fields<Outer> {
        let (read, write, items) = (read, write, items)
        return Fields<Outer>(
            notes: notes, read: { (json) throws(Refusal) in make(try read(json)) }, write: { write(get($0)) },
            items: { items(get($0)) }, fit: fit)
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
