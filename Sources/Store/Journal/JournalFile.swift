import Foundation
import GRDB
import Ledger

/// A line as it is stored, also when its words are gone.
struct LineRow: Sendable {
    let seq: Int
    let leaf: Digest
    let sort: String
    let at: Time
    /// Until when it stays at least; nil for ever.
    let keep: Time?
    let person: Int?
    let about: String?
    /// Nil when its time was over.
    let salted: SaltedLine?
}

extension LineRow {
    /// A line with its words: all else is copied out of them.
    init(_ line: JournalLine, salted: SaltedLine, seq: Int, keep: Time?) {
        self.init(
            seq: seq, leaf: salted.leaf, sort: line.sort.rawValue, at: line.at, keep: keep, person: line.person,
            about: line.about, salted: salted)
    }
}

extension SaltedLine {
    /// A line with a salt of its own, which nobody can guess.
    static func fresh(_ line: JournalLine) -> SaltedLine {
        SaltedLine(salt: Randomness.bytes(SaltedLine.saltLength), line: line.bytes())
    }
}

/// `journal.sqlite`: segments as entries of a log, and lines. It is not trusted, as the ledger's file is not.
final class JournalFile: Sendable {
    let log: LogFile
    var path: String { log.path }

    static func create(at path: String) throws(StoreError) {
        try LogFile.create(at: path, JournalSchema.form)
    }

    init(_ path: String, isReadOnly: Bool = false, asItIs: Bool = false) throws(StoreError) {
        log = try LogFile(path, JournalSchema.form, isReadOnly: isReadOnly, asItIs: asItIs)
    }

    /// Adds lines behind the last one, in one transaction with one sync.
    func add(_ rows: [LineRow]) throws(AppendFailure) {
        do throws(StoreError) {
            try log.pool.requireInPlace()
            try DatabaseFile.guarding(path) {
                try log.pool.write { database in
                    let insert = try database.cachedStatement(
                        sql: """
                            INSERT INTO line (seq, leaf, class, at, keep, person, about, salt, body)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    for row in rows {
                        try insert.execute(arguments: [
                            row.seq, Data(row.leaf.bytes), row.sort, row.at.seconds, row.keep?.seconds,
                            row.person, row.about, row.salted.map { Data($0.salt) },
                            row.salted.map { Data($0.line) },
                        ])
                    }
                }
            }
            // Who waits for the line does next what it tells of.
            try log.pool.requireInPlace()
        } catch { throw error.isUndone ? .notWritten(error) : .unknown(error) }
    }

    /// Lines from a number on, in order, until the closure says false.
    func lines(from first: Int, _ each: (LineRow) throws -> Bool) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try log.pool.read { database in
                let rows = try Row.fetchCursor(
                    database, sql: JournalFile.columns + " WHERE seq >= ? ORDER BY seq", arguments: [first])
                while let row = try rows.next() {
                    guard try each(try JournalFile.line(row, path)) else { return }
                }
            }
        }
    }

    /// The leaf hashes of lines, in order.
    func leaves(_ range: Range<Int>) throws(StoreError) -> [Digest] {
        try DatabaseFile.guarding(path) {
            try log.pool.read { database in
                try Data.fetchAll(
                    database, sql: "SELECT leaf FROM line WHERE seq >= ? AND seq < ? ORDER BY seq",
                    arguments: [range.lowerBound, range.upperBound]
                ).compactMap { Digest(bytes: $0) }
            }
        }
    }

    static let columns = "SELECT seq, leaf, class, at, keep, person, about, salt, body FROM line"

    static func line(_ row: Row, _ path: String) throws -> LineRow {
        guard let leaf = Digest(bytes: bytes(row[1])), let at = Time(seconds: row[3]) else {
            throw StoreError(
                .damaged, "\(path): a line of the journal cannot be read.", remedy: Remedy.of(path))
        }
        let body: Data? = row[8]
        return LineRow(
            seq: row[0], leaf: leaf, sort: row[2], at: at, keep: (row[4] as Int?).flatMap { Time(seconds: $0) },
            person: row[5], about: row[6],
            salted: body.map { SaltedLine(salt: bytes(row[7]), line: [UInt8]($0)) })
    }

    func close(afterFault: Bool = false) { log.close(afterFault: afterFault) }
}
