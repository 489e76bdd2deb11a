/// The files of `manual/`, one a part of the Manual, joined into one document.
enum ManualFiles {
    /// Each file says the same `name` and `schema`; the values of all stand side by side.
    static func joined(_ files: [(file: String, tree: YAMLTree)]) -> (tree: YAMLTree, problems: [Problem]) {
        guard let first = files.first else {
            return (.broken(Position(file: "manual", line: 1, column: 1)), [])
        }
        guard files.count > 1 else { return (first.tree, []) }
        var problems: [Problem] = []
        var values: [YAMLTree.Entry] = []
        for (file, tree) in files {
            guard case .mapping(let entries, let start) = tree else {
                problems.append(
                    Problem(position: tree.position, what: "a mapping must stand here, with `values`"))
                continue
            }
            if !entries.contains(where: { $0.key == "values" }) {
                problems.append(Problem(position: start, what: "`values` is missing"))
            }
            for entry in entries where entry.key == "values" {
                if case .mapping(let items, _) = entry.value {
                    values += fresh(items, values, &problems)
                } else {
                    problems.append(Problem(position: entry.position, what: "a mapping must stand here"))
                }
            }
            if file != first.file, heading(tree) != heading(first.tree) {
                let what = "all files of a Manual begin alike: `name` and `schema` as in \(first.file)"
                problems.append(Problem(position: start, what: what))
            }
        }
        guard case .mapping(let entries, let start) = first.tree else { return (first.tree, problems) }
        let place = entries.first { $0.key == "values" }?.position ?? start
        let heading = entries.filter { $0.key != "values" }
        let all = YAMLTree.Entry(key: "values", position: place, value: .mapping(values, place))
        return (.mapping(heading + [all], start), problems)
    }

    /// The entries whose keys no earlier file has.
    private static func fresh(
        _ items: [YAMLTree.Entry], _ known: [YAMLTree.Entry], _ problems: inout [Problem]
    ) -> [YAMLTree.Entry] {
        items.filter { item in
            guard let other = known.first(where: { $0.key == item.key }) else { return true }
            let what = "`\(item.key)` stands in \(other.position.file):\(other.position.line) already"
            problems.append(Problem(position: item.position, what: what))
            return false
        }
    }

    /// All members but the values, as comparable text.
    private static func heading(_ tree: YAMLTree) -> [String] {
        tree.entries.filter { $0.key != "values" }.map { entry in
            switch entry.value {
            case .text(let text, _): "\(entry.key)=\"\(text)\""
            case .integer(let number, _): "\(entry.key)=\(number)"
            default: "\(entry.key)=?"
            }
        }.sorted()
    }
}
