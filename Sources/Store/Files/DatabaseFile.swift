import Foundation
import GRDB

/// How our SQLite files are opened: settings made and then read back, because GRDB undoes one of them silently
/// (it sets synchronous to NORMAL after its own preparation, and the last commits would not survive a power
/// failure).
enum DatabaseFile {
    /// What a file needs beside the settings that all have.
    struct Manner {
        /// Erased bytes are overwritten: for the vault.
        var secureDelete = false
        /// Nil leaves moving the write-ahead log into the file to its owner.
        var autocheckpointPages: Int?
        var isReadOnly = false
    }

    /// Opens a file that is there; throws `.unsafe` when a setting does not take, `.damaged` when it is not whole.
    static func open(_ path: String, _ manner: Manner = Manner()) throws(StoreError) -> DatabasePool {
        try guarding(path) {
            var configuration = Configuration()
            configuration.readonly = manner.isReadOnly
            configuration.maximumReaderCount = 4
            configuration.busyMode = .timeout(5)
            // An error inside a transaction of ours must reach us as an error, not as GRDB's trap.
            configuration.allowsUnsafeTransactions = true
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: """
                        PRAGMA mmap_size = 0;
                        PRAGMA cell_size_check = ON;
                        PRAGMA trusted_schema = OFF;
                        PRAGMA foreign_keys = ON;
                        PRAGMA secure_delete = \(manner.secureDelete ? "ON" : "OFF");
                        PRAGMA wal_autocheckpoint = \(manner.autocheckpointPages ?? 0);
                        """)
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            if !manner.isReadOnly {
                try pool.writeWithoutTransaction { try secure($0) }
                try assertSettings(of: pool, path, manner)
            }
            return pool
        }
    }

    /// Makes a new file, readable by its owner alone, with this schema.
    static func create(_ path: String, schema: String, _ manner: Manner = Manner()) throws(StoreError) {
        // SQLite would make it readable by others; its -wal and -shm take over the rights of the file.
        try DurableFile.write([], to: path, mode: 0o600, exclusive: true)
        let pool = try open(path, manner)
        try guarding(path) {
            try pool.writeWithoutTransaction { try $0.execute(sql: schema) }
            try pool.close()
        }
    }

    /// Asks SQLite whether the file's structure is whole.
    static func quickCheck(_ pool: DatabasePool, _ path: String) throws(StoreError) {
        let answer = try guarding(path) {
            try pool.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
        }
        guard answer == ["ok"] else {
            throw StoreError(
                .damaged, "SQLite finds \(path) damaged: \(answer.first ?? "no answer").",
                remedy: Remedy.recover)
        }
    }

    /// Runs something on a file and turns what SQLite throws into a fault with the file's name.
    static func guarding<T>(_ path: String, _ body: () throws -> T) throws(StoreError) -> T {
        do { return try body() } catch let error as StoreError { throw error } catch {
            throw fault(error, path)
        }
    }

    static func fault(_ error: any Error, _ path: String) -> StoreError {
        let what = "\(path): \((error as? DatabaseError)?.message ?? "\(error)")."
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL?: return StoreError(.full, what, remedy: "Free space on the disk.")
        case .SQLITE_CORRUPT?, .SQLITE_NOTADB?: return StoreError(.damaged, what, remedy: Remedy.recover)
        default: return StoreError(.disk, what, remedy: "Check the disk and the rights of the folder.")
        }
    }

    private static func secure(_ database: Database) throws {
        try database.execute(
            sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1;")
    }

    /// Reads back what durability rests on.
    static func assertSettings(of pool: DatabasePool, _ path: String, _ manner: Manner) throws {
        let wanted: [(pragma: String, value: String)] = [
            ("synchronous", "2"), ("journal_mode", "wal"), ("mmap_size", "0"), ("cell_size_check", "1"),
            ("trusted_schema", "0"), ("secure_delete", manner.secureDelete ? "1" : "0"),
            ("wal_autocheckpoint", String(manner.autocheckpointPages ?? 0)),
        ]
        for (pragma, value) in wanted {
            // A library without memory mapping answers with no row: nothing is mapped then either.
            let found = try pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(pragma)") }
            guard (found ?? value) == value else {
                throw StoreError(
                    .unsafe, "SQLite runs \(path) with \(pragma) = \(found ?? "nothing"), not \(value).",
                    remedy:
                        "Use the SQLite of the distribution; an acknowledgement would not be on disk otherwise."
                )
            }
        }
    }
}

/// Sentences that several messages end with.
enum Remedy {
    static let recover =
        "Nothing is written or signed. Rebuild it from an export: `foureyes-server recover --data DIR --from OUT`."
    static let recoverJournal =
        "Nothing is written or signed. Rebuild the journal from an export: "
        + "`foureyes-server recover --data DIR --from OUT --journal`."
    static let people =
        "Nothing is written or signed. Keep both, run `foureyes-verify` on the newest export, and let people decide."
}
