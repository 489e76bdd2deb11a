import Yams

extension YAMLReader {
    /// What Yams refused, with its place.
    static func problem(_ error: any Error, file: String) -> Problem {
        func at(_ mark: Mark, _ what: String) -> Problem {
            let place = Position(file: file, line: max(1, mark.line), column: max(1, mark.column))
            return Problem(position: place, what: what)
        }
        func atStart(_ what: String) -> Problem {
            Problem(position: Position(file: file, line: 1, column: 1), what: what)
        }
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let during = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
            return at(mark, "this is not YAML: \(problem)\(during)" + remedy(problem))
        case .composer(_, let problem, let mark, _):
            if problem.contains("undefined alias") {
                return at(
                    mark,
                    "aliases (`*name`) are not allowed in policies; write the value out, or put the text in quotes")
            }
            if problem.contains("another document") {
                return at(mark, "a second document begins here, but a policy file can have only one; remove this `---`")
            }
            return at(mark, "this is not YAML: \(problem)")
        case .reader(let problem, _, _, _): return atStart("the file cannot be read: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\($0)`" }.joined(separator: ", ")
            return at(context.mark, "the key \(names) is twice in one mapping; this is the first")
        default: return atStart("the file cannot be read as YAML: \(error)")
        }
    }

    /// The commonest slips behind libyaml's words.
    private static func remedy(_ problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "; put a text with `: ` in it in quotes"
        }
        if problem.contains("did not find expected key") {
            return "; check the indentation here and in the line above"
        }
        if problem.contains("cannot start any token") { return "; put this text in quotes" }
        return ""
    }
}
