import HashTreeCollections
import Ledger

/// Which statements bear restricted parts, and about whom. An index, no state: a subject's parts are
/// derived from lines and never listed.
package struct ContentIndex: Sendable {
    /// The restricted parts of one statement.
    package struct Bearer: Sendable {
        package let subject: ContentSubject
        package let parts: [String]
    }

    private var places = TreeDictionary<ContentSubject, Table<Int>>()
    private var bearers = TreeDictionary<Int, Bearer>()

    mutating func take(_ statement: Statement, hash: Digest, at place: Int) {
        let parts = statement.detached.filter(\.isRestricted).map(\.name)
        guard !parts.isEmpty else { return }
        let subject = ContentSubject(of: statement, hash: hash)
        bearers[place] = Bearer(subject: subject, parts: parts)
        places[subject, default: Table()].append(place)
    }

    /// The restricted parts of the statement at a place; nil where it has none.
    package func bearer(at place: Int) -> Bearer? { bearers[place] }

    /// The places of statements with restricted parts about a subject, ascending.
    package func places(about subject: ContentSubject) -> [Int] { places[subject].map(Array.init) ?? [] }
}
