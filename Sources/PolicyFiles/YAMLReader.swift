import Yams

/// Reads one YAML file into a tree, keeping every problem it can go on behind.
///
/// Yams decides what is YAML; this type decides which of it a policy may use: mappings with plain keys,
/// lists, texts, whole numbers, true and false. Anchors, aliases, tags and merge keys would let one line mean
/// what stands elsewhere.
struct YAMLReader {
    private let file: String
    private let lines: [[Unicode.Scalar]]
    private(set) var problems: [Problem] = []

    /// Files of policies are small; a larger one is a mistake, and not worth a parser's memory.
    static let largestFile = 1_000_000
    /// P-1: enclosed JSON has depth at most 16.
    static let deepest = 16

    private init(_ file: String, _ text: String) {
        self.file = file
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    /// The tree of a file's bytes, or nil, with what is wrong.
    static func read(_ bytes: [UInt8], file: String) -> (tree: YAMLTree?, problems: [Problem]) {
        let start = Position(file: file, line: 1, column: 1)
        guard bytes.count <= largestFile else {
            return (nil, [Problem(position: start, what: "the file is larger than \(largestFile) bytes")])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return (nil, [Problem(position: start, what: "the file is not UTF-8")])
        }
        var reader = YAMLReader(file, text)
        let hidden = HiddenCharacters.problems(in: reader.lines, file: file)
        guard hidden.isEmpty else { return (nil, hidden) }
        do {
            // The parser is held until the end: its nodes refer to it weakly.
            let parser = try Parser(yaml: text)
            guard let root = try parser.singleRoot() else {
                return (nil, [Problem(position: start, what: "the file is empty")])
            }
            let tree = withExtendedLifetime(parser) { reader.tree(root, depth: 1) }
            return (tree, reader.problems)
        } catch {
            return (nil, [YAMLReader.problem(error, file: file)])
        }
    }

    private mutating func note(_ position: Position, _ what: String) {
        let problem = Problem(position: position, what: what)
        if !problems.contains(problem) { problems.append(problem) }
    }

    private func position(_ mark: Mark?) -> Position {
        Position(file: file, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
    }

    private mutating func tree(_ node: Node, depth: Int) -> YAMLTree {
        let position = position(node.mark)
        guard !isDisguised(position) else { return .broken(position) }
        guard depth <= YAMLReader.deepest else {
            note(position, "this is nested more than \(YAMLReader.deepest) deep")
            return .broken(position)
        }
        switch node {
        case .scalar(let scalar): return self.scalar(scalar, position)
        case .sequence(let sequence):
            return .list(sequence.map { tree($0, depth: depth + 1) }, position)
        case .mapping(let mapping): return self.mapping(mapping, position, depth)
        case .alias:
            note(position, "aliases (`*name`) are not allowed in policies; write the value out")
            return .broken(position)
        }
    }

    /// Whether an anchor or a tag stands before the value. Nothing below it is read, so an alias, which leads
    /// back to an anchor, is never followed, and a file that multiplies itself by aliases costs nothing.
    private mutating func isDisguised(_ position: Position) -> Bool {
        guard lines.indices.contains(position.line - 1) else { return false }
        let line = lines[position.line - 1]
        guard line.indices.contains(position.column - 1) else { return false }
        switch line[position.column - 1] {
        case "&":
            note(
                position,
                "anchors (`&name`) and aliases are not allowed in policies; write the value out where it is needed")
        case "!": note(position, "tags (`!name`) are not allowed in policies; remove it")
        default: return false
        }
        return true
    }

    private mutating func mapping(_ mapping: Node.Mapping, _ position: Position, _ depth: Int) -> YAMLTree {
        var entries: [YAMLTree.Entry] = []
        for (key, value) in mapping {
            let place = self.position(key.mark)
            guard let name = self.key(key, place) else { continue }
            if entries.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) {
                note(place, "the key `\(name)` is twice in this mapping")
                continue
            }
            entries.append(YAMLTree.Entry(key: name, position: place, value: tree(value, depth: depth + 1)))
        }
        return .mapping(entries, position)
    }

    private mutating func key(_ node: Node, _ position: Position) -> String? {
        guard !isDisguised(position) else { return nil }
        guard case .scalar(let scalar) = node else {
            note(position, "a key must be a word, not a list or a mapping")
            return nil
        }
        if scalar.string == "<<" {
            note(position, "merge keys (`<<`) are not allowed in policies; write the values out")
            return nil
        }
        guard JSONKey.isKey(scalar.string) else {
            note(
                position,
                "`\(scalar.string)` is not a valid key: use letters, digits and . _ / -, beginning with a letter or digit"
            )
            return nil
        }
        if scalar.style == .plain, case .surprise(let why) = PlainScalar(scalar.string) {
            note(position, why)
            return nil
        }
        return scalar.string
    }

    private mutating func scalar(_ scalar: Node.Scalar, _ position: Position) -> YAMLTree {
        guard scalar.style == .plain else { return text(scalar.string, position) }
        switch PlainScalar(scalar.string) {
        case .integer(let number): return .integer(number, position)
        case .flag(let flag): return .flag(flag, position)
        case .text(let text): return self.text(text, position)
        case .surprise(let why):
            note(position, why)
            return .broken(position)
        }
    }

    /// Escapes in quotes can make characters that the file does not show.
    private mutating func text(_ text: String, _ position: Position) -> YAMLTree {
        for scalar in text.unicodeScalars where scalar != "\n" {
            guard 0x00...0x1f ~= scalar.value || 0x7f...0x9f ~= scalar.value else { continue }
            note(position, "this escape stands for a control character, which is not allowed in texts of a policy")
            return .broken(position)
        }
        return .text(text, position)
    }
}
