import Ledger

/// The directions of a ruling: `[{"by":"p4","sort":"instruct","until":"2026-12-24"}]`, ascending by their bytes; left out where
/// it has none. People type `permit kind=authority/seat.end about=p5,access count=1 until=2026-12-24; bind person=p9`.
package struct Directions: FieldValue {
    package let list: [Direction]
    package static let most = 16

    package init() { list = [] }

    package init(_ json: JSON) throws(Misfit) {
        guard let entries = json.list, 1...Self.most ~= entries.count else {
            throw Misfit(expected: "1 to \(Self.most) directions")
        }
        list = try entries.map { (entry) throws(Misfit) in try Direction(entry) }
        let written = entries.map { $0.written() }
        guard zip(written, written.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else {
            throw Misfit(expected: "different directions in ascending order")
        }
    }

    package var json: JSON { .array(list.map(\.json)) }
    package static var whenAbsent: Self? { Self() }
    package var isAbsent: Bool { list.isEmpty }
    /// The people; what `about` lists are codes that the ruling's use compares (K-27).
    package var items: [ItemID] {
        list.flatMap { direction -> [ItemID] in
            var people = [direction.person].compactMap { $0 }
            if case .person(let number)? = direction.by { people.append(number) }
            return people.map { ItemID(prefix: Person.prefix, number: $0) }
        }
    }

    package static let type: FieldType = {
        var type = FieldType(
            Directions.self, "directions",
            takes: "what it permits or tells somebody to do, several parted by semicolons",
            control: .line(sample: "permit kind=authority/seat.end about=access,p9 count=1 until=2027-01-31"),
            schema: FieldSchema.object([
                (
                    "items",
                    FieldSchema.object([
                        (
                            "properties",
                            FieldSchema.object([
                                (
                                    "about",
                                    FieldSchema.object([("items", FieldSchema.text), ("type", .string("array"))])
                                ),
                                ("by", FieldSchema.text), ("clause", FieldSchema.text),
                                ("count", FieldSchema.number(1...1000)), ("kind", FieldSchema.text),
                                ("person", FieldSchema.item([Person.prefix])),
                                ("sort", FieldSchema.words(Direction.Sort.words)), ("until", CalendarDay.type.schema),
                            ])
                        ), ("required", .texts(["sort"])), ("type", .string("object")),
                    ])
                ), ("maxItems", .integer(most)), ("minItems", .integer(1)), ("type", .string("array")),
            ]),
            read: Directions.typed, plain: Directions.plain, typed: Directions.text)
        type.isOptional = true
        type.otherPrefixes = [Person.prefix]
        return type
    }()

    // MARK: As people type it

    private static let typed: @Sendable (String) -> JSON? = { text in
        let parts = text.split { $0 == ";" || $0 == "\n" || $0 == "\r" }
        var list: [JSON] = []
        for part in parts {
            let words = part.split(separator: " ").map(String.init)
            guard let sort = words.first else { continue }
            var members = [JSON.Member("sort", .string(sort))]
            for word in words.dropFirst() {
                guard let sign = word.firstIndex(of: "=") else { return nil }
                let (name, value) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
                guard !members.contains(where: { $0.key == name }) else { return nil }
                members.append(JSON.Member(name, Self.value(name, value)))
            }
            list.append(.sorted(members))
        }
        return .array(list.sorted { $0.written().lexicographicallyPrecedes($1.written()) })
    }

    private static func value(_ name: String, _ text: String) -> JSON {
        switch name {
        case "about":
            .texts(text.split(separator: ",").map(String.init).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        case "count": FieldType.number(text) ?? .string(text)
        default: .string(text)
        }
    }

    private static let plain: @Sendable (JSON) -> String = { json in
        ((try? Directions(json))?.list ?? []).map(\.words).joined(separator: "; ")
    }

    private static let text: @Sendable (JSON) -> String = { json in
        (json.list ?? []).map { entry in
            let rest = (entry.members ?? []).filter { $0.key != "sort" }.map { member in
                let value = member.value.list.map { $0.compactMap(\.text).joined(separator: ",") }
                return " \(member.key)=\(value ?? FieldType.text(member.value))"
            }
            return (entry["sort"]?.text ?? "") + rest.joined()
        }.joined(separator: "; ")
    }
}
