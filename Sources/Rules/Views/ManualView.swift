import Ledger

/// A value of the Manual as pages and commands show it.
package struct ManualView: Sendable {
    package let name: String
    package let item: Manual.Item

    package init(name: String, item: Manual.Item) { (self.name, self.item) = (name, item) }

    /// A table: its members in the order in which the chapter that reads it declares them, `name` first.
    package var columns: [FieldNote] {
        guard case .rows(let rows) = item.value else { return [] }
        if case .rows(let shape)? = ManualValue.named(name)?.shape { return shape.notes }
        let others = Set(rows.flatMap(\.members).map(\.key)).subtracting(["name"]).sorted()
        return (["name"] + others).map { FieldNote(name: $0, label: $0, type: Code.type) }
    }

    /// What stands in a column of a row; empty where the row leaves it out.
    package func text(_ column: FieldNote, of row: Manual.Row) -> String {
        row.json[column.name].map(column.type.plain) ?? ""
    }

    /// In words; a table row by row.
    package var text: String {
        switch item.value {
        case .number(let number): String(number)
        case .span(let seconds): LengthOfTime.words(seconds)
        case .choices(let codes): codes.joined(separator: ", ")
        case .rows(let rows): rows.map { "\($0.name): \(words(of: $0))" }.joined(separator: "; ")
        }
    }

    private func words(of row: Manual.Row) -> String {
        columns.dropFirst().filter { row.json[$0.name] != nil }.map { "\($0.name) \(text($0, of: row))" }
            .joined(separator: " · ")
    }

    package var json: JSON {
        let (sort, value): (String, JSON) =
            switch item.value {
            case .number(let number): ("number", .integer(number))
            case .span(let seconds): ("span", .integer(seconds))
            case .choices(let codes): ("choices", .texts(codes))
            case .rows(let rows): ("rows", .array(rows.map(\.json)))
            }
        return .line([
            "clause": .string(item.clause), "loosens": .string(item.loosens.rawValue), "name": .string(name),
            "owner": .string(item.owner), "sort": .string(sort), "text": .string(text), "value": value,
        ])
    }

    /// What differs between a value now and then, a table member by member; either may be missing.
    package static func differences(_ now: ManualView?, _ then: ManualView?) -> [Difference.Row] {
        guard let view = then ?? now, now?.item.value != then?.item.value else { return [] }
        guard !view.columns.isEmpty else {
            return [Difference.Row(field: view.name, now: now?.text, then: then?.text)]
        }
        let (before, after) = (now?.rows ?? [:], then?.rows ?? [:])
        return Set(before.keys).union(after.keys).sorted().flatMap { row in
            view.columns.dropFirst().compactMap { column -> Difference.Row? in
                let (old, new) = (before[row]?[column.name], after[row]?[column.name])
                guard old != new else { return nil }
                return Difference.Row(
                    field: "\(view.name), \(row), \(column.name)", now: old.map(column.type.plain),
                    then: new.map(column.type.plain))
            }
        }
    }

    private var rows: [String: JSON] {
        guard case .rows(let rows) = item.value else { return [:] }
        return Dictionary(rows.map { ($0.name, $0.json) }) { first, _ in first }
    }
}

extension Authority {
    /// Every value of the Manual in force, by name.
    package var manualViews: [ManualView] {
        guard let manual = manualValues else { return [] }
        return manual.names.compactMap { name in manual.items[name].map { ManualView(name: name, item: $0) } }
    }

    /// What differs between the Manual now and then, value by value.
    func manualDifferences(against then: Authority) -> [Difference.Row] {
        let (now, then) = (manualViews, then.manualViews)
        return Set((now + then).map(\.name)).sorted().flatMap { name in
            ManualView.differences(now.first { $0.name == name }, then.first { $0.name == name })
        }
    }
}

/// A length of time in words, in its largest whole unit.
package enum LengthOfTime {
    package static func words(_ seconds: Int) -> String {
        for (unit, length) in [("day", 86_400), ("hour", 3600), ("minute", 60)] where seconds % length == 0 {
            let number = seconds / length
            return number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
        }
        return seconds == 1 ? "1 second" : "\(seconds) seconds"
    }
}
