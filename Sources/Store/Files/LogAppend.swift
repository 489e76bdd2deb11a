import Foundation
import GRDB
import GRDBSQLite
import Ledger

/// Why a batch is not, or perhaps not, in the ledger's file.
enum AppendFailure: Error {
    /// Certainly not: it was rolled back before COMMIT was asked.
    case notWritten(StoreError)
    /// Nobody knows: COMMIT or the disk failed. Only a restart tells.
    case unknown(StoreError)

    /// What the disk or the file said.
    var fault: StoreError {
        switch self {
        case .notWritten(let fault), .unknown(let fault): fault
        }
    }
}

/// An entry as it is stored.
struct EntryRow: Sendable {
    let bytes: [UInt8]
    let leaf: Digest
    /// The request id in its 32 hex digits; empty for a leaf that is not an entry.
    let request: [UInt8]
}

extension LogFile {
    /// Appends entries behind `old`, which the file must still hold, in one transaction with one sync.
    ///
    /// `kept` are checkpoints of earlier sizes that go in with them: the anchor held these until now.
    func append(
        _ entries: [EntryRow], onto old: Head, making tree: Tree, keeping kept: [SealedHead]
    ) throws(AppendFailure) {
        var failure: AppendFailure?
        do {
            try pool.writeWithoutTransaction { database in
                do {
                    try database.beginTransaction(.immediate)
                    try insert(entries, onto: old, making: tree, keeping: kept, in: database)
                    // All pages but one go to the disk now: if it is full, that shows while nothing is committed.
                    let code = sqlite3_db_cacheflush(database.sqliteConnection)
                    guard code == SQLITE_OK || code == SQLITE_BUSY else {
                        throw DatabaseError(resultCode: ResultCode(rawValue: code))
                    }
                } catch {
                    failure = settled(after: error, in: database)
                    return
                }
                do {
                    try pool.requireInPlace()
                    try database.commit()
                    // Once more: what was committed into a file that is gone by now was not kept.
                    try pool.requireInPlace()
                } catch {
                    failure = settled(afterCommit: error, onto: old, in: database)
                }
            }
        } catch {
            // It is closed.
            throw .notWritten(error as? StoreError ?? DatabaseFile.fault(error, path))
        }
        if let failure { throw failure }
    }

    /// What an error before COMMIT means: nothing is in, if the transaction could be rolled back and the disk
    /// itself did not fail.
    private func settled(after error: any Error, in database: Database) -> AppendFailure {
        let fault = error as? StoreError ?? DatabaseFile.fault(error, path)
        do { try database.rollback() } catch { return .unknown(fault) }
        return fault.isUndone ? .notWritten(fault) : .unknown(fault)
    }

    /// What an error of COMMIT means. A full disk took no whole commit, and SQLite has rolled it back: then the file says so
    /// itself. Of every other error nobody knows.
    private func settled(afterCommit error: any Error, onto old: Head, in database: Database) -> AppendFailure {
        let fault = error as? StoreError ?? DatabaseFile.fault(error, path)
        do { try database.rollback() } catch { return .unknown(fault) }
        guard (error as? DatabaseError)?.resultCode == .SQLITE_FULL,
            let head = try? LogFile.head(in: database, path).head, head == old
        else { return .unknown(fault) }
        return .notWritten(fault)
    }

    private func insert(
        _ entries: [EntryRow], onto old: Head, making tree: Tree, keeping kept: [SealedHead],
        in database: Database
    ) throws {
        let found = try LogFile.head(in: database, path).head
        guard found == old else {
            throw StoreError(
                .fork,
                "Something else wrote to \(path): it has \(found.size) entries, but this server knows \(old.size).",
                remedy: "Stop everything that writes to it and start the server again.")
        }
        let insert = try database.cachedStatement(
            sql: "INSERT INTO entry (idx, leaf, body, req) VALUES (?, ?, ?, ?)")
        for (offset, entry) in entries.enumerated() {
            try insert.execute(arguments: [
                old.size + offset, Data(entry.leaf.bytes), Data(entry.bytes), Data(entry.request),
            ])
        }
        try database.cachedStatement(sql: "UPDATE head SET size = ?, root = ?, frontier = ? WHERE id = 1")
            .execute(arguments: [tree.size, Data(tree.root.bytes), Data(tree.peaks.flatMap(\.bytes))])
        for sealed in kept {
            try database.cachedStatement(sql: "INSERT INTO checkpoint (size, note) VALUES (?, ?)")
                .execute(arguments: [sealed.head.size, Data(sealed.note)])
        }
    }
}
