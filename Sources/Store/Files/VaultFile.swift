import Foundation
import GRDB
import Ledger

/// Detached content with its key (P-6), in a file of its own, where it can be erased.
///
/// Only what everybody may read lies here so far. What is restricted needs the key of its subject first.
final class VaultFile: Sendable {
    let path: String
    private let pool: DatabasePool
    private static let manner = DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000)

    private static let schema = """
        PRAGMA application_id = 1094801750;
        PRAGMA user_version = 1;
        CREATE TABLE part (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            content BLOB NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;
        """

    static func create(at path: String) throws(StoreError) {
        try DatabaseFile.create(path, schema: schema, manner)
    }

    init(_ path: String, isReadOnly: Bool = false) throws(StoreError) {
        self.path = path
        guard DurableFile.length(path) != nil else {
            throw StoreError(
                .folder, "\(path), the file of detached contents, is missing.",
                remedy:
                    "Put it back from a backup, or let `foureyes-server recover` make it anew of what an export holds."
            )
        }
        var manner = VaultFile.manner
        manner.isReadOnly = isReadOnly
        pool = try DatabaseFile.open(path, manner)
    }

    /// Keeps the parts of statements that are about to be entered, in one commit.
    ///
    /// A part is there before its entry. One whose entry then failed opens nothing that the log holds.
    func put(_ parts: [(statement: Digest, part: OpenedPart)]) throws(StoreError) {
        guard !parts.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for (statement, part) in parts {
                    try database.cachedStatement(
                        sql: "INSERT OR IGNORE INTO part (statement, name, key, content) VALUES (?, ?, ?, ?)"
                    ).execute(arguments: [
                        Data(statement.bytes), part.name, Data(part.key), Data(part.content),
                    ])
                }
            }
        }
    }

    /// Key and content of a part, nil when it is not there.
    func part(of statement: Digest, name: String) throws(StoreError) -> OpenedPart? {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT key, content FROM part WHERE statement = ? AND name = ?",
                    arguments: [Data(statement.bytes), name])
            }.map { OpenedPart(name: name, key: bytes($0[0]), content: bytes($0[1])) }
        }
    }

    /// Erases key and content of a part: overwritten in the file, and gone from the write-ahead log.
    ///
    /// Whether it may be erased is for an act to say; backups are theirs who keep them.
    func erase(_ statement: Digest, name: String) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try pool.write {
                try $0.execute(
                    sql: "DELETE FROM part WHERE statement = ? AND name = ?",
                    arguments: [Data(statement.bytes), name])
            }
        }
        try settle()
    }

    /// Moves the write-ahead log into the file.
    func settle() throws(StoreError) {
        try DatabaseFile.guarding(path) {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
    }

    /// Closes it, with everything in the one file if that can be done.
    func close() {
        try? settle()
        try? pool.close()
    }
}

/// A blob as bytes; empty for NULL.
func bytes(_ value: Data?) -> [UInt8] { value.map { [UInt8]($0) } ?? [] }
