import Ledger

extension Manual {
    /// Reads a compiled Manual.
    ///
    /// Throws what is wrong first, with paths. Whether clauses and owners exist is asked by `PolicySet`.
    package init(compiled: JSON) throws(PolicyFaults) {
        var reader = PolicyReader(.manual)
        let top = reader.object(Spot(value: compiled, path: []), required: ["name", "schema", "values"])
        reader.schema(top?["schema"])
        let name = reader.code(top?["name"])
        var items: [String: Item] = [:]
        for (key, spot) in reader.entries(top?["values"]) {
            if !Manual.isName(key) {
                reader.fault(
                    spot.path,
                    "`\(key)` is not a valid name of a value: use codes joined by full stops, like `visit.report`")
            }
            items[key] = reader.manualItem(spot)
        }
        guard reader.faults.isEmpty, let name else { throw PolicyFaults(reader.faults) }
        self.name = name
        self.items = items
        names = items.keys.sorted()
    }

    static func isName(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                Grammar.isName(String($0))
            }
    }
}

extension PolicyReader {
    mutating func manualItem(_ spot: Spot) -> Manual.Item? {
        let sorts = ["choices", "number", "rows", "span"]
        guard let object = object(spot, required: ["clause", "loosens", "owner"], optional: sorts) else {
            return nil
        }
        let clause = clauseID(object["clause"])
        let owner = code(object["owner"])
        let loosens = choice(object["loosens"], Manual.Loosens.self)
        guard sorts.filter({ object[$0] != nil }).count == 1 else {
            fault(spot.path, "give exactly one of `choices`, `number`, `rows` and `span`")
            return nil
        }
        let choices = codes(object["choices"], 1...100).compactMap(\.value.text)
        let number = number(object["number"], Manual.numbers)
        let span = self.number(object["span"], Manual.spans, " (seconds)")
        let rows = object["rows"].map { self.rows($0) }
        guard let clause, let owner, let loosens else { return nil }
        if rows != nil, loosens != .any {
            // Which way a table loosens nobody can tell from two of its forms.
            fault(spot.path + ["loosens"], "write `any` here, because any change of a table may loosen the rule")
        }
        let value: Manual.Value =
            number.map { .number($0) } ?? span.map { .span($0) } ?? rows.map { .rows($0) } ?? .choices(choices)
        return Manual.Item(value: value, clause: clause, owner: owner, loosens: loosens)
    }

    mutating func rows(_ spot: Spot) -> [Manual.Row] {
        var rows: [Manual.Row] = []
        var places: [String: Int] = [:]
        for (place, spot) in items(spot, 1...100).enumerated() {
            let entries = entries(spot)
            guard spot.value.members != nil else { continue }
            guard let name = code(spot["name"]) else {
                if spot["name"] == nil { fault(spot.path, "`name` is missing: each row of a table has one") }
                continue
            }
            if let first = places[name] {
                fault(spot.path + ["name"], "rows \(first + 1) and \(place + 1) are both called `\(name)`")
            }
            places[name] = places[name] ?? place
            if !(2...20).contains(entries.count) {
                fault(spot.path, "a row must have its name and 1 to 19 other members")
            }
            for (key, spot) in entries { member(key, spot) }
            rows.append(Manual.Row(name: name, members: spot.value.members ?? []))
        }
        return rows
    }

    /// A row is flat: nothing in it holds an object, or a list of anything but codes.
    private mutating func member(_ key: String, _ spot: Spot) {
        if !Grammar.isName(key) {
            fault(
                spot.path,
                "`\(key)` is not a valid name of a member: use a lower-case letter, then lower-case letters, digits and hyphens"
            )
        }
        switch spot.value {
        case .string: _ = code(spot)
        case .integer: _ = number(spot, 0...3_155_760_000)
        case .array: _ = codes(spot, 1...100)
        case .bool, .object:
            fault(spot.path, "give a code, a number, a length of time or a list of codes here, because a row is flat")
        }
    }
}
