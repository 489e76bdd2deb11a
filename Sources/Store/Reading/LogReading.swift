import Ledger
import Rules

/// Readings for code that may not suspend: pages are pure functions of what they read. A read takes some microseconds and
/// never waits for the writer (SQLite's write-ahead log).
extension LedgerStore {
    /// The bytes of an entry, nil when the ledger has none at the place.
    package func body(at place: Int) throws(StoreError) -> [UInt8]? {
        guard 0..<published.state.log.size ~= place else { return nil }
        return try files.ledger.bodies(place..<place + 1).first
    }

    /// The bytes of entries in order; fewer when the ledger ends before.
    package func entries(_ range: Range<Int>) throws(StoreError) -> [[UInt8]] { try files.ledger.bodies(range) }

    /// What is under a name of the tree of P-71, as `/log/` serves it; nil where there is nothing.
    ///
    /// Tiles and bundles are served up to the signed size, partial ones of earlier sizes too.
    package func file(_ path: ExportPath) throws(StoreError) -> [UInt8]? {
        let published = published
        switch path {
        case .log(.journal, let path): return try journal.file(path)
        case .lines(let place): return try journal.leaves(of: place)
        case .enclosure(let sha256): return enclosure(sha256)
        case .detached(let statement, let name):
            return try publicContent(of: statement, name: name).map { $0.key + $0.content }
        case .log(.ledger, let path):
            return try files.ledger.file(path, below: published.checkpoint, published.hashes)
        }
    }

    /// The bytes of an enclosure, nil when they are not here.
    package func enclosure(_ sha256: Digest) -> [UInt8]? { files.enclosures.get(sha256) }

    /// Whether an enclosure is here already, so that a client need not send it.
    package func has(_ enclosure: Enclosure) -> Bool { files.enclosures.has(enclosure) }
}
