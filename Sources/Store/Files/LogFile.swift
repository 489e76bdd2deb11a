import Foundation
import GRDB
import Ledger

/// The file of a log, the ledger's or the journal's: entries in order, the head that they make, the checkpoints that were signed.
///
/// It is not trusted: a start replays it and compares it with the anchor. Its triggers stop a mistake, not an
/// attacker.
final class LogFile: Sendable {
    let pool: OpenFile
    var path: String { pool.path }

    static func create(at path: String, _ form: FileForm = .ledger) throws(StoreError) {
        try DatabaseFile.create(path, form)
    }

    init(
        _ path: String, _ form: FileForm = .ledger, isReadOnly: Bool = false, asItIs: Bool = false
    ) throws(StoreError) {
        guard DurableFile.length(path) != nil else {
            throw StoreError(.rolledBack, "The \(form.noun) file \(path) is missing.", remedy: Remedy.of(path))
        }
        pool = try DatabaseFile.open(path, form, isReadOnly: isReadOnly, asItIs: asItIs)
    }

    /// The head that is stored, with the frontier beside it.
    func head() throws(StoreError) -> (head: Head, frontier: Tree?) {
        try DatabaseFile.guarding(path) { try pool.read { try LogFile.head(in: $0, path) } }
    }

    static func head(in database: Database, _ path: String) throws -> (head: Head, frontier: Tree?) {
        guard let row = try Row.fetchOne(database, sql: "SELECT size, root, frontier FROM head WHERE id = 1"),
            let root = Digest(bytes: bytes(row[1]))
        else { throw StoreError(.damaged, "\(path) has no head.", remedy: Remedy.of(path)) }
        let peaks = bytes(row[2])
        let frontier = stride(from: 0, to: peaks.count, by: Digest.byteCount)
            .compactMap { Digest(bytes: peaks[$0..<min($0 + Digest.byteCount, peaks.count)]) }
        return (Head(root: root, size: row[0]), Tree(size: row[0], peaks: frontier))
    }

    /// Rows from a place on, in order, handed over one by one until the closure says false.
    ///
    /// They are read a few hundred at a time: what a reader holds open the writer's log cannot be emptied of, and it
    /// would grow as long as an export takes. Rows never change, so many readings see one history.
    func rows(
        from first: Int, below end: Int = .max, _ each: (Int, _ leaf: [UInt8], _ body: [UInt8]) throws -> Bool
    ) throws(StoreError) {
        var next = first
        while next < end {
            let rows = try rows(next..<end)
            try DatabaseFile.guarding(path) {
                for row in rows where next < end {
                    next = try each(row.place, row.leaf, row.body) ? row.place + 1 : end
                }
            }
            if rows.count < LogFile.rowsAtOnce { return }
        }
    }

    private typealias StoredRow = (place: Int, leaf: [UInt8], body: [UInt8])
    private static let rowsAtOnce = 256

    private func rows(_ range: Range<Int>) throws(StoreError) -> [StoredRow] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                let select = try database.cachedStatement(
                    sql: "SELECT idx, leaf, body FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx LIMIT ?")
                let found = try Row.fetchCursor(
                    select, arguments: [range.lowerBound, range.upperBound, LogFile.rowsAtOnce])
                var rows: [StoredRow] = []
                rows.reserveCapacity(LogFile.rowsAtOnce)
                while let row = try found.next() { rows.append((row[0], bytes(row[1]), bytes(row[2]))) }
                return rows
            }
        }
    }

    /// The stored leaf hashes of the first entries, in order, as far as they are there.
    func leaves(below end: Int, _ each: (Digest) -> Void) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                let leaves = try Data.fetchCursor(
                    database, sql: "SELECT leaf FROM entry WHERE idx >= 0 AND idx < ? ORDER BY idx",
                    arguments: [end])
                while let leaf = try leaves.next() {
                    if let digest = Digest(bytes: leaf) { each(digest) }
                }
            }
        }
    }

    /// The bytes of entries, read through another connection than the one that wrote them.
    func bodies(_ range: Range<Int>) throws(StoreError) -> [[UInt8]] {
        try DatabaseFile.guarding(path) { try pool.read { try LogFile.bodies(range, in: $0) } }
    }

    static func bodies(_ range: Range<Int>, in database: Database) throws -> [[UInt8]] {
        try Data.fetchAll(
            try database.cachedStatement(
                sql: "SELECT body FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"),
            arguments: [range.lowerBound, range.upperBound]
        ).map { [UInt8]($0) }
    }

    /// The bytes of entries at single places, in one reading of the file; a place that is none has none.
    func bodies(at places: [Int]) throws(StoreError) -> [Int: [UInt8]] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                let select = try database.cachedStatement(sql: "SELECT body FROM entry WHERE idx = ?")
                var found: [Int: [UInt8]] = [:]
                for place in places { found[place] = try Data.fetchOne(select, arguments: [place]).map { [UInt8]($0) } }
                return found
            }
        }
    }

    /// The checkpoint of a size, if it is kept.
    func checkpoint(at size: Int) throws(StoreError) -> [UInt8]? {
        try DatabaseFile.guarding(path) {
            try pool.read {
                try Data.fetchOne($0, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [size])
            }
            .map { [UInt8]($0) }
        }
    }

    /// The checkpoints that are kept, ascending by size.
    func checkpoints() throws(StoreError) -> [(size: Int, note: [UInt8])] {
        try DatabaseFile.guarding(path) {
            try pool.read { try Row.fetchAll($0, sql: "SELECT size, note FROM checkpoint ORDER BY size") }
                .map { ($0[0], bytes($0[1])) }
        }
    }

    /// The largest size of which a checkpoint is kept.
    func lastCheckpoint() throws(StoreError) -> Int? {
        try DatabaseFile.guarding(path) {
            try pool.read { try Int.fetchOne($0, sql: "SELECT max(size) FROM checkpoint") }
        }
    }

    /// Moves the write-ahead log into the file; with `.truncate` it is empty afterwards.
    func checkpointLog(_ kind: Database.CheckpointMode) throws(StoreError) {
        try DatabaseFile.guarding(path) { _ = try pool.writeWithoutTransaction { try $0.checkpoint(kind) } }
    }

    func close(afterFault: Bool = false) { pool.close(afterFault: afterFault) }
}
