import Foundation
import GRDB

/// The subjects' keys, wrapped: a small file of its own, so that its newest version alone need be kept off-site, and
/// no old copy of the vault opens what was erased since (docs/formats/vault.md).
final class VaultKeysFile: Sendable {
    private let pool: OpenFile
    var path: String { pool.path }

    private static let form = FileForm(
        noun: "vault keys", application: 1_094_801_751, version: 1, schema: schema,
        manner: DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000))

    private static let schema = """
        CREATE TABLE subject_key (
            place INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            subject TEXT NOT NULL,
            audience TEXT NOT NULL,
            exception TEXT NOT NULL,
            wrapped BLOB NOT NULL CHECK (length(wrapped) = 60)
        ) STRICT;
        CREATE INDEX subject_key_holder ON subject_key (subject, audience, exception);
        """

    static func create(at path: String) throws(StoreError) {
        try DatabaseFile.create(path, form)
    }

    init(_ path: String) throws(StoreError) {
        pool = try DatabaseFile.open(path, VaultKeysFile.form)
        try DatabaseFile.quickCheck(pool, VaultKeysFile.form)
    }

    /// All keys with their holders, in the order of their making.
    func all() throws(StoreError) -> [(holder: KeyHolder, wrapped: [UInt8])] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchAll(
                    database, sql: "SELECT id, subject, audience, exception, wrapped FROM subject_key ORDER BY place"
                ).map(VaultKeysFile.key)
            }
        }
    }

    /// The newest key of a subject for an audience under an exception.
    func newest(subject: String, audience: String, exception: String) throws(StoreError)
        -> (holder: KeyHolder, wrapped: [UInt8])?
    {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchOne(
                    database,
                    sql: """
                        SELECT id, subject, audience, exception, wrapped FROM subject_key
                        WHERE subject = ? AND audience = ? AND exception = ? ORDER BY place DESC LIMIT 1
                        """, arguments: [subject, audience, exception]
                ).map(VaultKeysFile.key)
            }
        }
    }

    func key(_ id: [UInt8]) throws(StoreError) -> (holder: KeyHolder, wrapped: [UInt8])? {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchOne(
                    database,
                    sql: "SELECT id, subject, audience, exception, wrapped FROM subject_key WHERE id = ?",
                    arguments: [Data(id)]
                ).map(VaultKeysFile.key)
            }
        }
    }

    /// Keeps a key; it is on disk when this returns, before anything is sealed with it.
    func put(_ holder: KeyHolder, _ wrapped: [UInt8]) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try pool.write {
                try $0.execute(
                    sql: "INSERT INTO subject_key (id, subject, audience, exception, wrapped) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        Data(holder.id), holder.subject, holder.audience, holder.exception, Data(wrapped),
                    ])
            }
        }
    }

    /// Erases keys: overwritten in the file, gone from the write-ahead log.
    func erase(_ ids: some Collection<[UInt8]>) throws(StoreError) {
        guard !ids.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for id in ids {
                    try database.execute(sql: "DELETE FROM subject_key WHERE id = ?", arguments: [Data(id)])
                }
            }
        }
        try settle()
    }

    func settle() throws(StoreError) { try pool.empty() }

    func close(afterFault: Bool = false) { pool.close(afterFault: afterFault) }

    private static func key(_ row: Row) -> (holder: KeyHolder, wrapped: [UInt8]) {
        (
            KeyHolder(id: bytes(row[0]), subject: row[1], audience: row[2], exception: row[3]),
            bytes(row[4])
        )
    }
}
