import HashTreeCollections
import Ledger

/// Which statements bear restricted parts, and about whom, and which bear files. An index, no state: a subject's parts are
/// derived from lines and never listed.
package struct ContentIndex: Sendable {
    /// The restricted parts of one statement.
    package struct Bearer: Sendable {
        package let subject: ContentSubject
        package let parts: [String]
    }

    private var places = TreeDictionary<ContentSubject, Table<Int>>()
    private var bearers = TreeDictionary<Int, Bearer>()
    private var fileBearers = TreeSet<Int>()

    mutating func take(_ statement: Statement, hash: Digest, at place: Int) {
        if statement.detached.contains(where: { PartLimits.isFile($0.name, in: statement.kind) }) {
            fileBearers.insert(place)
        }
        let parts = statement.detached.filter(\.isRestricted).map(\.name)
        guard !parts.isEmpty else { return }
        let subject = ContentSubject(of: statement, hash: hash)
        bearers[place] = Bearer(subject: subject, parts: parts)
        places[subject, default: Table()].append(place)
    }

    /// The restricted parts of the statement at a place; nil where it has none.
    package func bearer(at place: Int) -> Bearer? { bearers[place] }

    /// Whether files stand beside the statement at a place.
    package func hasFiles(at place: Int) -> Bool { fileBearers.contains(place) }

    /// The places of statements with restricted parts about a subject, ascending.
    package func places(about subject: ContentSubject) -> [Int] { places[subject].map(Array.init) ?? [] }
}
