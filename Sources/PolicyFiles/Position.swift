/// A place in a file of a policy folder.
package struct Position: Sendable, Hashable {
    /// Path of the file, as the folder was named.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, counted in Unicode scalars.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// One thing wrong in a policy folder, with its place and, where it can be known, the remedy.
package struct Problem: Sendable, Hashable, CustomStringConvertible {
    package let position: Position
    package let what: String

    package init(position: Position, what: String) {
        self.position = position
        self.what = what
    }

    /// `policy/cacert/policy.yaml:14:7: there is no group …`, as editors and compilers write it.
    package var description: String { "\(position.file):\(position.line):\(position.column): \(what)" }
}

/// Why a policy folder was not compiled; never empty, in the order of the files.
package struct PolicyFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [Problem]

    /// One problem a line.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
