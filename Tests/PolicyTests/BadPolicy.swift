// Goal: whatever is wrong in a policy folder is told with its file, its line and what to do, and nothing else
// is told.
// Method: each case changes one place of `policy/small`, and says how many problems there are, on which line
// the first is, and words of its message.

import Foundation
import PolicyFiles
import Rules
import Testing

/// One change that makes a policy bad.
struct BadPolicy: Sendable, CustomTestStringConvertible {
    /// The file that is changed; where it is not named, the first in which the text stands.
    var file: String?
    /// Text that stands there exactly once before the change, or whose first place is meant.
    let find: String
    let put: String
    /// How the line with the problem begins, after its white space.
    let on: String
    let says: String
    var problems = 1

    init(
        _ find: String, _ put: String, on: String, says: String, problems: Int = 1,
        file: String? = nil
    ) {
        self.file = file
        self.find = find
        self.put = put
        self.on = on
        self.says = says
        self.problems = problems
    }

    var testDescription: String { says }
}

/// The problems of `policy/small` with one change, and the text of the changed file.
private func spoiled(_ bad: BadPolicy) throws -> (problems: [Problem], text: String, file: String) {
    let copy = try PolicyCopy(of: "small")
    let file = try #require(
        try bad.file ?? PolicyPlaces.files.first { try copy.has($0) && copy.text($0).contains(bad.find) },
        "the case looks for text that is not there")
    let text = try copy.text(file)
    let place = try #require(text.range(of: bad.find), "the case looks for text that is not there")
    let changed = text.replacingCharacters(in: place, with: bad.put)
    try copy.write(changed, to: file)
    do {
        _ = try PolicyFolder.load(copy.path, kinds: kindTable)
        return ([], changed, file)
    } catch {
        let inside = error.problems.map { problem in
            Problem(
                position: Position(
                    file: String(problem.position.file.dropFirst(copy.path.count + 1)),
                    line: problem.position.line, column: problem.position.column),
                what: problem.what)
        }
        return (inside, changed, file)
    }
}

func expectRefusal(_ bad: BadPolicy) throws {
    let (problems, text, file) = try spoiled(bad)
    let all = problems.map(\.description).joined(separator: "\n")
    #expect(problems.count == bad.problems, "\(all)")
    let first = try #require(problems.first, "nothing was found wrong")
    #expect(first.position.file == file, "\(all)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.indices.contains(first.position.line - 1) ? lines[first.position.line - 1] : ""
    #expect(line.drop { $0 == " " }.hasPrefix(bad.on), "line \(first.position.line): \(all)")
    #expect(first.what.contains(bad.says), "\(all)")
}
