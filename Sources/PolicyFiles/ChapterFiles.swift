import Rules

/// The file of one chapter in a policy folder: what its acts and records need, its values of the Manual, its clauses.
struct ChapterFile {
    let chapter: Clause.Chapter
    let tree: YAMLTree

    static let parts = ["clauses", "kinds", "manual", "records"]
    /// In the order of the chapters.
    static let names = Clause.Chapter.allCases.map(name)

    /// `physical.yaml`.
    static func name(of chapter: Clause.Chapter) -> String { chapter.rawValue.lowercased() + ".yaml" }

    /// What stands under one of its keys; nil where it has no such key.
    func part(_ key: String) -> YAMLTree.Entry? { tree.entries.first { $0.key == key } }
}

/// `policy.yaml` and the files of the chapters, joined into the three documents that are compiled.
struct ChapterFiles {
    /// A kind with the file in which it stands.
    struct Home {
        let kind: String
        let chapter: Clause.Chapter
        let position: Position
    }

    private(set) var policy: YAMLTree
    private(set) var manual: YAMLTree
    private(set) var clauses: YAMLTree
    private(set) var homes: [Home] = []
    /// Where the kinds and records of a chapter stand: `kinds` or `records` in its file.
    private(set) var places: [[String]: Position] = [:]
    private(set) var problems: [Problem] = []

    init(policy head: YAMLTree, _ files: [ChapterFile]) {
        let start = head.position
        (policy, manual, clauses) = (head, head, head)
        for file in files { requireParts(file) }
        for entry in head.entries where ["kinds", "records", "clauses", "manual"].contains(entry.key) {
            let what =
                "`\(entry.key)` belongs in the file of its chapter: \(ChapterFile.names.joined(separator: ", "))"
            problems.append(Problem(position: entry.position, what: what))
        }
        let kinds = joined("kinds", files, at: start)
        let records = joined("records", files, at: start)
        let values = joined("manual", files, at: start)
        requireNamesFirst(values)
        guard case .mapping(let entries, _) = head else { return }
        let own = entries.filter { !ChapterFile.parts.contains($0.key) }
        let heading = own.filter { $0.key == "name" || $0.key == "schema" }
        policy = .mapping(own + [kinds, records], start)
        manual = .mapping(
            heading + [YAMLTree.Entry(key: "values", position: values.position, value: values.value)], start)
        let list = YAMLTree.Entry(key: "clauses", position: start, value: .list(files.flatMap(clauses), start))
        clauses = .mapping(heading.filter { $0.key == "schema" } + [list], start)
    }

    private mutating func note(_ position: Position, _ what: String) {
        problems.append(Problem(position: position, what: what))
    }

    private mutating func requireParts(_ file: ChapterFile) {
        guard case .mapping(let entries, let position) = file.tree else {
            return note(file.tree.position, "this must be a mapping with `kinds`, `records`, `manual` or `clauses`")
        }
        if entries.isEmpty { note(position, "this chapter file is empty; delete it") }
        for entry in entries where !ChapterFile.parts.contains(entry.key) {
            note(
                entry.position,
                "unknown key `\(entry.key)`; a chapter has `kinds`, `records`, `manual`, `clauses`"
                    + Nearest.hint(entry.key, among: ChapterFile.parts))
        }
        guard case .list(let clauses, _)? = file.part("clauses")?.value else { return }
        for entry in clauses.flatMap(\.entries) where entry.key == "chapter" {
            note(entry.position, "the name of the file gives the chapter of its clauses; remove `chapter`")
        }
    }

    /// The mapping under one key of all files; nothing may stand in two of them.
    private mutating func joined(_ key: String, _ files: [ChapterFile], at start: Position) -> YAMLTree.Entry {
        var all: [YAMLTree.Entry] = []
        var first: Position?
        for file in files {
            guard let part = file.part(key) else { continue }
            guard case .mapping(let entries, _) = part.value else {
                note(part.position, "this must be a mapping")
                continue
            }
            first = first ?? part.position
            places[[key, file.chapter.rawValue]] = part.position
            for entry in entries {
                if let other = all.first(where: { $0.key == entry.key }) {
                    note(
                        entry.position, "`\(entry.key)` is already in \(other.position.file):\(other.position.line)"
                    )
                    continue
                }
                all.append(entry)
                guard key != "manual" else { continue }
                homes.append(Home(kind: entry.key, chapter: file.chapter, position: entry.position))
            }
        }
        return YAMLTree.Entry(key: key, position: first ?? start, value: .mapping(all, first ?? start))
    }

    /// D14: whoever reads a row sees first what it is about.
    private mutating func requireNamesFirst(_ values: YAMLTree.Entry) {
        for value in values.value.entries {
            guard case .list(let rows, _)? = value.value.entries.first(where: { $0.key == "rows" })?.value else {
                continue
            }
            for row in rows {
                guard let first = row.entries.first, first.key != "name",
                    row.entries.contains(where: { $0.key == "name" })
                else { continue }
                note(first.position, "each row must begin with its `name`")
            }
        }
    }

    /// The clauses of a file, each with its chapter.
    private func clauses(_ file: ChapterFile) -> [YAMLTree] {
        guard let part = file.part("clauses") else { return [] }
        guard case .list(let list, _) = part.value else { return [part.value] }
        return list.map { clause in
            guard case .mapping(let entries, let position) = clause else { return clause }
            let chapter = YAMLTree.Entry(
                key: "chapter", position: position, value: .text(file.chapter.rawValue, position))
            return .mapping(entries.filter { $0.key != "chapter" } + [chapter], position)
        }
    }
}
