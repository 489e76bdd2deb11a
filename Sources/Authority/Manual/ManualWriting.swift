import Ledger

// A change of a value makes another Manual. Everybody who replays writes the same bytes of it, and knows it by their hash.

extension Manual {
    /// Its compiled bytes, as a founding or a change of policy encloses them (docs/formats/policy.md).
    package var compiled: [UInt8] {
        let values = names.compactMap { name in items[name].map { JSON.Member(name, $0.json) } }
        return JSON.line(["name": .string(name), "schema": .integer(1), "values": .sorted(values)]).written()
    }

    package var digest: Digest { Digest.of(compiled) }

    /// The Manual as these changes make it; nil where it has no such value, or one of another sort.
    package func changed(by changes: ValueChanges) -> Manual? {
        var values: [String: Value] = [:]
        for (name, json) in changes.list {
            guard let old = items[name]?.value, let value = try? Value(json, like: old) else { return nil }
            values[name] = value
        }
        return with(values)
    }

    /// The same Manual with other values under some of its names.
    func with(_ values: [String: Value]) -> Manual {
        var items = items
        for (name, value) in values {
            guard let old = items[name] else { continue }
            items[name] = old.with(value)
        }
        return Manual(name: name, items: items, names: names)
    }
}

extension Manual.Item {
    fileprivate var json: JSON {
        let (sort, value) = value.written
        return .line([
            "clause": .string(clause), "loosens": .string(loosens.rawValue), "owner": .string(owner), sort: value,
        ])
    }
}

extension Manual.Value {
    /// The word of its sort, and how it stands in a line.
    package var written: (sort: String, value: JSON) {
        switch self {
        case .number(let number): ("number", .integer(number))
        case .span(let seconds): ("span", .integer(seconds))
        case .choices(let codes): ("choices", .texts(codes))
        case .rows(let rows): ("rows", .array(rows.map(\.json)))
        }
    }

    /// Reads a value as one of the same sort as another, as strictly as the Manual itself is read.
    package init(_ json: JSON, like other: Manual.Value) throws(Misfit) {
        var reader = PolicyReader(.manual)
        let spot = Spot(value: json, path: [])
        switch other {
        case .number: self = .number(reader.number(spot, Manual.numbers) ?? 0)
        case .span: self = .span(reader.number(spot, Manual.spans, " (seconds)") ?? 0)
        case .choices: self = .choices(reader.codes(spot, 1...100).compactMap(\.value.text))
        case .rows: self = .rows(reader.rows(spot))
        }
        if let fault = reader.faults.first { throw Misfit(expected: fault.what) }
    }
}

extension Manual.Loosens {
    /// Whether a change loosens the rule. What nobody can tell counts as loosening: a table, another order, a choice put in
    /// the place of another.
    package func isLoosened(from old: Manual.Value, to new: Manual.Value) -> Bool {
        switch (self, old, new) {
        case (.more, .number(let old), .number(let new)), (.more, .span(let old), .span(let new)): return new > old
        case (.less, .number(let old), .number(let new)), (.less, .span(let old), .span(let new)): return new < old
        case (.more, .choices(let old), .choices(let new)): return !Self.isPart(new, of: old)
        case (.less, .choices(let old), .choices(let new)): return !Self.isPart(old, of: new)
        default: return true
        }
    }

    /// Whether all of these stand among the others, in their order, and fewer than those.
    private static func isPart(_ few: [String], of many: [String]) -> Bool {
        few.count < many.count && few == many.filter(few.contains)
    }
}
