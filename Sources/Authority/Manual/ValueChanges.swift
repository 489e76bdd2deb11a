import Ledger

/// Other values for some names of the Manual: `[{"name":"visit.report","value":259200}]`, ascending by name. A value is a whole
/// number (a length of time in seconds), a list of codes, or the rows of a table.
package struct ValueChanges: FieldValue {
    package let list: [(name: String, value: JSON)]
    /// An entry has 65,535 bytes.
    package static let most = 64

    package static let type = FieldType(
        ValueChanges.self, "changes",
        takes:
            "NAME=VALUE, several parted by semicolons: a number, a length of time like “72 hours”, codes with commas",
        control: .line(sample: "visit.report=48 hours"),
        schema: FieldSchema.object([
            (
                "items",
                FieldSchema.object([
                    (
                        "properties",
                        FieldSchema.object([
                            ("name", FieldSchema.text),
                            ("value", FieldSchema.object([("type", .texts(["array", "integer"]))])),
                        ])
                    ), ("required", .texts(["name", "value"])), ("type", .string("object")),
                ])
            ), ("maxItems", .integer(most)), ("minItems", .integer(1)), ("type", .string("array")),
        ]),
        read: ValueChanges.typed, plain: ValueChanges.plain, typed: ValueChanges.text)

    package init(_ json: JSON) throws(Misfit) {
        let misfit = Misfit(expected: "1 to \(Self.most) changes, each a name and a value, ascending by name")
        guard let entries = json.list, 1...Self.most ~= entries.count else { throw misfit }
        list = try entries.map { (entry) throws(Misfit) in
            guard let name = entry["name"]?.text, Manual.isName(name), let value = entry["value"],
                entry.members?.count == 2
            else { throw misfit }
            try Self.requireForm(value)
            return (name, value)
        }
        let names = list.map { Array($0.name.utf8) }
        guard zip(names, names.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else { throw misfit }
    }

    /// What a statement of one of the kinds that change the Manual would change; nil for any other.
    package init?(of kind: String, _ body: JSON) {
        guard ManualChanges.kinds.contains(where: { $0.name == kind }),
            let changes = body["changes"].flatMap({ try? ValueChanges($0) })
        else { return nil }
        self = changes
    }

    init(_ values: [String: Manual.Value]) {
        list = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            values[name].map { (name, $0.written.value) }
        }
    }

    package var json: JSON {
        .array(list.map { .line(["name": .string($0.name), "value": $0.value]) })
    }

    package static func == (one: Self, other: Self) -> Bool { one.json.written() == other.json.written() }
    package func hash(into hasher: inout Hasher) { hasher.combine(json.written()) }

    /// What any value can be; which sort it must be, the Manual in force says.
    private static func requireForm(_ value: JSON) throws(Misfit) {
        guard let list = value.list else {
            guard let number = value.number, number <= Manual.spans.upperBound else {
                throw Misfit(expected: "a whole number, codes or rows")
            }
            return
        }
        _ = try Manual.Value(value, like: list.first?.members == nil ? .choices([]) : .rows([]))
    }
}

// MARK: As people type it

extension ValueChanges {
    /// `visit.report=48 hours; computer.label.sides=front,rear`
    private static let typed: @Sendable (String) -> JSON? = { text in
        let parts = text.split { $0 == ";" || $0 == "\n" || $0 == "\r" }.map { Self.trimmed($0[...]) }.filter {
            !$0.isEmpty
        }
        var entries: [(name: String, value: JSON)] = []
        for part in parts {
            guard let sign = part.firstIndex(of: "="),
                let value = Self.value(Self.trimmed(part[part.index(after: sign)...]))
            else { return nil }
            entries.append((Self.trimmed(part[..<sign]), value))
        }
        return .array(
            entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map {
                .line(["name": .string($0.name), "value": $0.value])
            })
    }

    private static func value(_ text: String) -> JSON? {
        // A table is what no line says well: its rows as JSON.
        if text.first == "[" { return try? JSON(enclosed: Array(text.utf8)) }
        if let number = FieldType.number(text) { return number }
        if let seconds = seconds(text) { return .integer(seconds) }
        let codes = FieldType.words(text)
        return codes.isEmpty ? nil : .array(codes)
    }

    /// `72 hours` in seconds.
    private static func seconds(_ text: String) -> Int? {
        let words = text.split(separator: " ")
        guard words.count == 2, let number = FieldType.number(String(words[0]))?.number, number < 1_000_000_000 else {
            return nil
        }
        let units = ["minute": 60, "hour": 3600, "day": 86_400, "week": 604_800]
        return units[words[1].last == "s" ? String(words[1].dropLast()) : String(words[1])].map { $0 * number }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }

    private static let plain: @Sendable (JSON) -> String = { json in
        (json.list ?? []).map { entry in
            let value = entry["value"] ?? .array([])
            let words =
                value.list?.contains { $0.members != nil } == true
                ? "\(value.list?.count ?? 0) rows" : FieldType.text(value)
            return "\(entry["name"]?.text ?? ""): \(words)"
        }.joined(separator: "; ")
    }

    private static let text: @Sendable (JSON) -> String = { json in
        (json.list ?? []).map { entry in
            let value = entry["value"] ?? .array([])
            let isTable = value.list?.contains { $0.members != nil } == true
            let words = (value.list ?? []).compactMap(\.text).joined(separator: ",")
            let said =
                isTable
                ? String(decoding: value.written(), as: UTF8.self) : value.number.map(String.init) ?? words
            return "\(entry["name"]?.text ?? "")=\(said)"
        }.joined(separator: "; ")
    }
}
