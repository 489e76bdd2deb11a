import Ledger

/// What is special about a field.
package struct FieldMarks: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// It names the person whom restricted parts beside the statement concern: the vault's key and an erasure go by it
    /// (P-6). Without such a field they concern the signer.
    package static let subject = FieldMarks(rawValue: 1 << 0)
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
    package let shape: Shape
    package let marks: FieldMarks
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

    package init<each V: FieldValue>(
        _ make: @escaping @Sendable (repeat each V) -> Root, _ field: repeat Field<Root, each V>
    ) {
        var notes: [FieldNote] = []
        for field in repeat each field { notes.append(field.note) }
        self.notes = notes
        let known = Set(notes.map(\.name))
        read = { (json) throws(Refusal) in
            guard let members = json.members else {
                throw Refusal("P-1", "The body is not an object.", sort: .malformed)
            }
            for member in members where !known.contains(member.key) {
                throw Refusal("P-4", "This kind has no field of that name.", field: member.key, sort: .malformed)
            }
            return make(repeat try (each field).read(from: json))
        }
        write = { root in
            var members: [JSON.Member] = []
            for field in repeat each field {
                members.append(JSON.Member(field.name, root[keyPath: field.get].json))
            }
            return .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        }
        items = { root in
            var found: [(field: String, item: ItemID)] = []
            for field in repeat each field {
                for item in root[keyPath: field.get].items { found.append((field.name, item)) }
            }
            return found
        }
    }
}

extension Field {
    var note: FieldNote { FieldNote(name: name, label: label, shape: Value.shape, marks: marks) }

    func read(from body: JSON) throws(Refusal) -> Value {
        guard let json = body[name] else {
            throw Refusal("P-4", "The field “\(name)” is missing.", field: name, sort: .malformed)
        }
        do throws(Misfit) {
            return try Value(json)
        } catch {
            throw Refusal("P-4", "The field “\(name)” takes \(error.expected).", field: name, sort: .malformed)
        }
    }
}
