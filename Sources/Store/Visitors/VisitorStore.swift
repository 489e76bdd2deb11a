import Foundation
import GRDB
import Ledger
import Rules

/// What the pages keep of their visitors: sessions, credential ids, counters, invitations, preferences, feed links.
///
/// It decides nothing of authority and can be lost: who deletes it signs everybody out, and people invite and choose
/// again. Tokens lie in it as keyed hashes only, so a copy of it opens no session, and a row that somebody wrote is none.
package final class VisitorStore: Sendable {
    let pool: OpenFile
    let key: TokenKey
    var path: String { pool.path }

    private static let form = FileForm(
        noun: "pages", application: 1_178_948_180, version: 4, schema: schema,
        manner: DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000))

    private static let schema = """
        CREATE TABLE session (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
            person INTEGER NOT NULL CHECK (person > 0),
            key BLOB NOT NULL CHECK (length(key) = 32),
            begun INTEGER NOT NULL,
            seen INTEGER NOT NULL,
            place INTEGER NOT NULL CHECK (place >= 0),
            method TEXT NOT NULL,
            device TEXT NOT NULL,
            seal BLOB NOT NULL CHECK (length(seal) = 32)
        ) STRICT;
        CREATE INDEX session_by_person ON session (person);
        CREATE TABLE passkey (
            key BLOB PRIMARY KEY CHECK (length(key) = 32),
            credential BLOB UNIQUE CHECK (length(credential) BETWEEN 1 AND 1023),
            counter INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE clone (
            key BLOB NOT NULL CHECK (length(key) = 32),
            last INTEGER NOT NULL,
            met INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (key, last, met)
        ) STRICT;
        CREATE TABLE invitation (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
            inviter INTEGER NOT NULL CHECK (inviter > 0),
            person INTEGER NOT NULL CHECK (person >= 0),
            made INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            key TEXT
        ) STRICT;
        CREATE TABLE preference (
            person INTEGER NOT NULL CHECK (person > 0),
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (person, name)
        ) STRICT;
        CREATE TABLE feed (
            token BLOB PRIMARY KEY CHECK (length(token) = 32),
            person INTEGER NOT NULL CHECK (person > 0),
            made INTEGER NOT NULL,
            seal BLOB NOT NULL CHECK (length(seal) = 32)
        ) STRICT;
        """

    /// Opens the file of a data folder, and makes it where there is none.
    package init(in folder: String) throws(StoreError) {
        let layout = FolderLayout(DataFolder.clean(folder))
        let path = layout.visitors
        key = try TokenKey(layout.visitorsKey)
        if DurableFile.length(path) == nil { try DatabaseFile.create(path, VisitorStore.form) }
        pool = try DatabaseFile.open(path, VisitorStore.form)
        try DatabaseFile.quickCheck(pool, VisitorStore.form)
    }

    /// Closes it, with everything in the one file if that can be done.
    package func close() { pool.close() }

    func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        try DatabaseFile.guarding(path) { try pool.read(body) }
    }

    func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
        try DatabaseFile.guarding(path) { try pool.write(body) }
    }
}

extension Digest {
    /// As a blob of a database.
    var data: Data { Data(bytes) }
}

extension Row {
    /// A digest; what is none was not written by us.
    func digest(_ column: String) throws -> Digest {
        guard let digest = Digest(bytes: bytes(self[column] as Data?)) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(column) is no digest")
        }
        return digest
    }

    func time(_ column: String) throws -> Time {
        guard let time = Time(seconds: self[column]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(column) is no time")
        }
        return time
    }
}
