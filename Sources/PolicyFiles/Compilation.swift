import Ledger

/// A tree turned into restricted JSON, with the place in the file of each path.
struct Compilation {
    private(set) var positions: [[String]: Position] = [:]
    private(set) var problems: [Problem] = []
    /// Paths with a problem of their own: what the policy's reader says of these would be said twice.
    private(set) var troubled: Set<[String]> = []

    /// The JSON of a tree that is at a path. Keys are put into order; spans become seconds.
    mutating func json(_ tree: YAMLTree, at path: [String], key position: Position? = nil) -> JSON {
        positions[path] = position ?? tree.position
        switch tree {
        case .text(let text, let position):
            guard Span.stands(at: path, text) else { return .string(text) }
            if let seconds = Span.seconds(text) { return .integer(seconds) }
            let what =
                "`\(text)` is not a length of time; write a number with minutes, hours, days or weeks, like `14 days`"
            problems.append(Problem(position: position, what: what))
            troubled.insert(path)
            return .string(text)
        case .integer(let number, _): return .integer(number)
        case .flag(let flag, _): return .bool(flag)
        case .list(let list, _):
            return .array(list.enumerated().map { json($1, at: path + [String($0)]) })
        case .mapping(let entries, _):
            let sorted = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return .object(
                sorted.map { JSON.Member($0.key, json($0.value, at: path + [$0.key], key: $0.position)) })
        case .broken:
            troubled.insert(path)
            return .bool(false)
        }
    }

    /// The place of a path, or of the nearest thing around it.
    func position(of path: [String]) -> Position? {
        var path = path
        while true {
            if let position = positions[path] { return position }
            guard !path.isEmpty else { return nil }
            path.removeLast()
        }
    }
}
