import Ledger

extension Manual {
    /// Reads a compiled Manual.
    ///
    /// Throws everything that is wrong, with paths. Whether clauses and owners exist is asked by `PolicySet`.
    package init(compiled: JSON) throws(PolicyFaults) {
        var reader = PolicyReader(.manual)
        let top = reader.object(Spot(value: compiled, path: []), required: ["name", "schema", "values"])
        reader.schema(top?["schema"])
        let name = reader.code(top?["name"])
        var items: [String: Item] = [:]
        for (key, spot) in reader.entries(top?["values"]) {
            if !Manual.isName(key) {
                reader.fault(
                    spot.path, "`\(key)` is no name of a value: codes joined by full stops, `visit.report`")
            }
            items[key] = reader.manualItem(spot)
        }
        guard reader.faults.isEmpty, let name else { throw PolicyFaults(reader.faults) }
        self.name = name
        self.items = items
        names = items.keys.sorted()
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                Grammar.isName(String($0))
            }
    }
}

extension PolicyReader {
    fileprivate mutating func manualItem(_ spot: Spot) -> Manual.Item? {
        let sorts = ["choices", "number", "span"]
        guard let object = object(spot, required: ["clause", "loosens", "owner"], optional: sorts) else {
            return nil
        }
        let clause = clauseID(object["clause"])
        let owner = code(object["owner"])
        let loosens = choice(object["loosens"], Manual.Loosens.self)
        guard sorts.filter({ object[$0] != nil }).count == 1 else {
            fault(spot.path, "exactly one of `choices`, `number` and `span` must stand here")
            return nil
        }
        let choices = codes(object["choices"], 1...100).compactMap(\.value.text)
        let number = number(object["number"], 0...1_000_000_000)
        // A minute to a hundred years.
        let span = self.number(object["span"], 60...3_155_760_000, " (seconds)")
        guard let clause, let owner, let loosens else { return nil }
        let value: Manual.Value = number.map { .number($0) } ?? span.map { .span($0) } ?? .choices(choices)
        return Manual.Item(value: value, clause: clause, owner: owner, loosens: loosens)
    }
}
