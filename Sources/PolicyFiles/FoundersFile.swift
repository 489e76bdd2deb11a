import Foundation
import Ledger
import Rules

/// Who founds a ledger: a file that people write, YAML or JSON, which is a part of YAML.
///
///     founders:
///       - key: keys/p1.pub        # a file beside this one, or the line of the key itself
///         seats: [board]
///
/// The first is p1, the next p2: the order is the numbers.
package enum FoundersFile {
    /// A founder as the file has them.
    package struct Founder: Sendable, Equatable {
        package let key: PublicKey
        package let seats: [String]
    }

    /// Reads the file; throws everything that is wrong with it, by line.
    package static func load(_ path: String) throws(PolicyFolderError) -> [Founder] {
        let start = Position(file: path, line: 1, column: 1)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PolicyFolderError(problems: [
                Problem(position: start, what: "the file does not exist or cannot be read")
            ])
        }
        let (tree, problems) = YAMLReader.read(Array(data), file: path)
        guard let tree, problems.isEmpty else { throw PolicyFolderError(problems: problems) }
        var found = problems
        var founders: [Founder] = []
        guard tree.entries.count == 1, let entry = tree.entries.first, entry.key == "founders",
            case .list(let items, _) = entry.value
        else {
            throw PolicyFolderError(problems: [
                Problem(
                    position: start,
                    what: "the file must be one list, `founders:`, with `key` and `seats` of each founder"
                )
            ])
        }
        for item in items {
            do throws(PolicyFolderError) { founders.append(try founder(item, beside: path)) } catch {
                found += error.problems
            }
        }
        guard found.isEmpty else { throw PolicyFolderError(problems: found) }
        return founders
    }

    private static func founder(_ tree: YAMLTree, beside path: String) throws(PolicyFolderError) -> Founder {
        func wrong(_ position: Position, _ what: String) -> PolicyFolderError {
            PolicyFolderError(problems: [Problem(position: position, what: what)])
        }
        var key: PublicKey?
        var seats: [String] = []
        for entry in tree.entries {
            switch (entry.key, entry.value) {
            case ("key", .text(let text, let position)):
                let file = URL(
                    fileURLWithPath: text, relativeTo: URL(fileURLWithPath: path).deletingLastPathComponent()
                ).path
                let isLine = text.utf8.contains(0x20)
                guard
                    let line = isLine
                        ? text
                        : FileManager.default.contents(atPath: file).flatMap({
                            String(validating: $0, as: UTF8.self)
                        })
                else {
                    throw wrong(position, "there is no public key file `\(file)`")
                }
                do throws(Malformed) { key = try PublicKey(openSSH: line) } catch {
                    throw wrong(position, "this key cannot be used here: \(error)")
                }
            case ("seats", .list(let items, let position)):
                for item in items {
                    guard case .text(let code, _) = item else {
                        throw wrong(position, "seats must be codes of groups, like `board`")
                    }
                    seats.append(code)
                }
            default:
                throw wrong(
                    entry.position, "a founder must have `key`, a text, and `seats`, a list; not `\(entry.key)`")
            }
        }
        guard let key else { throw wrong(tree.position, "this founder has no `key`") }
        return Founder(key: key, seats: seats.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}
