import Ledger

/// Who took part in what a record says, beside its performer: each person with one role, ascending by number; left out
/// when empty (D3).
package struct Parties: FieldValue {
    package struct Party: Hashable, Sendable {
        package let person: Int
        package let role: String

        package init(person: Int, role: String) { (self.person, self.role) = (person, role) }
    }

    package let list: [Party]
    /// A ceremony has a dozen people; an entry has 65,535 bytes.
    package static let most = 64

    package init(_ list: [Party] = []) { self.list = list.sorted { $0.person < $1.person } }

    private static let expected =
        "1 to \(most) people with a role each, like {\"person\":\"p4\",\"role\":\"observer\"}, ascending by number"

    package static let type: FieldType = {
        let party = FieldSchema.object([
            (
                "properties",
                FieldSchema.object([("person", FieldSchema.item([Person.prefix])), ("role", FieldSchema.text)])
            ), ("required", .texts(["person", "role"])), ("type", .string("object")),
        ])
        var type = FieldType(
            Parties.self, "parties", takes: "people with their roles, like p4:observer, separated by commas",
            control: .parties([]), schema: FieldSchema.object([("items", party), ("type", .string("array"))]),
            read: Parties.read,
            plain: { json in
                (json.list ?? []).map { "\($0["person"]?.text ?? "") (\($0["role"]?.text ?? ""))" }
                    .joined(separator: ", ")
            },
            typed: { json in
                (json.list ?? []).map { "\($0["person"]?.text ?? ""):\($0["role"]?.text ?? "")" }.joined(separator: ",")
            })
        type.isOptional = true
        return type
    }()

    /// `p4:observer,p5:witness`, in any order; `p4` alone is an observer.
    private static let read: @Sendable (String) -> JSON? = { text in
        let parties = FieldType.words(text).compactMap(\.text).map { word -> Party? in
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let id = ItemID(String(parts[0])), id.prefix == Person.prefix else {
                return nil
            }
            return Party(person: id.number, role: parts.count == 2 ? String(parts[1]) : "observer")
        }
        return parties.contains { $0 == nil } ? nil : Parties(parties.compactMap(\.self)).json
    }

    package init(_ json: JSON) throws(Misfit) {
        guard let items = json.list, (1...Self.most).contains(items.count) else {
            throw Misfit(expected: Self.expected)
        }
        let found = items.map { item -> Party? in
            guard item.members?.count == 2, let id = item["person"]?.text.flatMap({ ItemID($0) }),
                id.prefix == Person.prefix, let role = item["role"]?.text, Grammar.isName(role)
            else { return nil }
            return Party(person: id.number, role: role)
        }
        list = found.compactMap(\.self)
        guard list.count == items.count, zip(list, list.dropFirst()).allSatisfy({ $0.person < $1.person }) else {
            throw Misfit(expected: Self.expected)
        }
    }

    package var json: JSON {
        .array(list.map { .line(["person": .person($0.person), "role": .string($0.role)]) })
    }
    package var items: [ItemID] { list.map { ItemID(prefix: Person.prefix, number: $0.person) } }
    package static var whenAbsent: Parties? { Parties() }
    package var isAbsent: Bool { list.isEmpty }
}

/// A role in a record of one kind: how many people fill it. Who may is the policy's.
package struct Role: Equatable, Sendable {
    package let name: String
    package let count: ClosedRange<Int>
    /// Somebody may come later, and sign for it by `record/join`.
    package let mayJoinLater: Bool
    /// The clause that asks for it.
    package let clause: String

    package init(_ name: String, _ count: ClosedRange<Int>, clause: String = "SP-1.2b", mayJoinLater: Bool = false) {
        (self.name, self.count, self.clause, self.mayJoinLater) = (name, count, clause, mayJoinLater)
    }

    /// The second pair of eyes.
    package static let observer = Role("observer", 1...1)
}
