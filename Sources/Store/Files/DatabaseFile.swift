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

    /// Opens a file that is there; throws `.unsafe` when a setting does not take, `.damaged` when it is not of the form.
    ///
    /// A recovery takes it as it is: an added trigger must not cost what else is in the file.
    static func open(
        _ path: String, _ form: FileForm, isReadOnly: Bool = false, asItIs: Bool = false
    ) throws(StoreError) -> OpenFile {
        var manner = form.manner
        manner.isReadOnly = isReadOnly
        let file = try open(path, manner)
        if asItIs { return file }
        do throws(StoreError) {
            try guarding(path) {
                if !isReadOnly, let upgrade = form.upgrade {
                    try file.write { database in
                        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                        guard version > 0, version < form.version else { return }
                        try upgrade(database, version)
                        try database.execute(sql: "PRAGMA user_version = \(form.version)")
                    }
                }
                try file.read { try form.check($0, path) }
            }
        } catch {
            file.close(afterFault: true)
            throw error
        }
        return file
    }

    private static func open(_ path: String, _ manner: Manner) throws(StoreError) -> OpenFile {
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
            let file = OpenFile(path, try DatabasePool(path: path, configuration: configuration))
            if !manner.isReadOnly {
                try file.writeWithoutTransaction { try secure($0) }
                try assertSettings(of: file, manner)
            }
            return file
        }
    }

    /// Makes a new file of this form, readable by its owner alone. It has its name only when it is whole: a crash leaves
    /// no empty one that would be taken for lost content.
    static func create(_ path: String, _ form: FileForm) throws(StoreError) {
        guard DurableFile.length(path) == nil else {
            throw StoreError(.folder, "\(path) already exists.", remedy: "Nothing was changed.")
        }
        let temporary = path + ".making"
        for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) }
        // SQLite would make it readable by others; its -wal and -shm take over the rights of the file.
        try DurableFile.write([], to: temporary, mode: 0o600, exclusive: true)
        let file = try open(temporary, form.manner)
        defer { file.close() }
        try guarding(path) { try file.write { try form.make(in: $0) } }
        // By itself: what closing cannot move into the file would be left behind under another name.
        try file.empty()
        file.close()
        // SQLite would take a write-ahead log whose file is gone for the new file's.
        for suffix in ["-wal", "-shm"] where DurableFile.length(path + suffix) != nil {
            guard rename(path + suffix, path + suffix + ".left") == 0 else {
                throw DurableFile.fault("rename", path + suffix)
            }
        }
        guard rename(temporary, path) == 0 else { throw DurableFile.fault("rename", temporary) }
        try DurableFile.syncFolder(DurableFile.parts(path).folder)
    }

    /// Asks SQLite whether the file's structure is whole.
    static func quickCheck(_ file: OpenFile, _ form: FileForm) throws(StoreError) {
        let path = file.path
        let answer = try guarding(path) {
            try file.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
        }
        guard answer == ["ok"] else {
            throw StoreError(
                .damaged, "SQLite says that \(path) is damaged: \(answer.first ?? "no answer").",
                remedy: Remedy.of(path))
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
        // What all of SQLite's readers share has no room: nothing was asked of the file yet.
        case .SQLITE_IOERR? where (error as? DatabaseError)?.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            return StoreError(.full, what, remedy: "Free space on the disk.")
        case .SQLITE_FULL?: return StoreError(.full, what, remedy: "Free space on the disk.")
        case .SQLITE_CORRUPT?, .SQLITE_NOTADB?: return StoreError(.damaged, what, remedy: Remedy.of(path))
        case .SQLITE_CANTOPEN? where DurableFile.isOutOfDescriptors: return DurableFile.noDescriptor(path)
        case .SQLITE_BUSY?:
            return StoreError(
                .locked, what, remedy: "Stop the other program that has the file open. Nothing was done.")
        default: return StoreError(.disk, what, remedy: "Check the disk and the permissions of the folder.")
        }
    }

    private static func secure(_ database: Database) throws {
        try database.execute(
            sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1;")
    }

    /// Reads back what durability rests on.
    static func assertSettings(of file: OpenFile, _ manner: Manner) throws {
        let wanted: [(pragma: String, value: String)] = [
            ("synchronous", "2"), ("journal_mode", "wal"), ("mmap_size", "0"), ("cell_size_check", "1"),
            ("trusted_schema", "0"), ("secure_delete", manner.secureDelete ? "1" : "0"),
            ("wal_autocheckpoint", String(manner.autocheckpointPages ?? 0)),
        ]
        for (pragma, value) in wanted {
            // A library without memory mapping answers with no row: nothing is mapped then either.
            let found = try file.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(pragma)") }
            guard (found ?? value) == value else {
                throw StoreError(
                    .unsafe, "SQLite opened \(file.path) with \(pragma) = \(found ?? "nothing"), not \(value).",
                    remedy:
                        "Use the SQLite of the distribution. Otherwise data that was acknowledged might not be on disk."
                )
            }
        }
    }
}
