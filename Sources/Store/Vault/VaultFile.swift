import Foundation
import GRDB
import Ledger
import Rules

/// Detached content with its key (P-6), in a file of its own, where it can be erased: public parts as they are,
/// restricted ones sealed (docs/formats/vault.md).
final class VaultFile: Sendable {
    let path: String
    let pool: DatabasePool
    private static let manner = DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000)

    private static let schema = """
        PRAGMA application_id = 1094801750;
        CREATE TABLE part (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            content BLOB NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;
        """ + sealedSchema

    /// Also made in a file that an earlier program left.
    private static let sealedSchema = """
        CREATE TABLE IF NOT EXISTS sealed (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            subject TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 16),
            box BLOB NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;
        CREATE INDEX IF NOT EXISTS sealed_subject ON sealed (subject);
        CREATE INDEX IF NOT EXISTS sealed_key ON sealed (key);
        CREATE TABLE IF NOT EXISTS erased (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;
        -- Keys that an erasure has ended: they go from the keys' file, also when an older one is put back.
        CREATE TABLE IF NOT EXISTS dropped_key (id BLOB PRIMARY KEY CHECK (length(id) = 16)) STRICT;
        PRAGMA user_version = 2;
        """

    /// A restricted part as it lies here.
    struct Sealed: Sendable {
        let reference: PartReference
        let subject: String
        /// The id of its key.
        let key: [UInt8]
        let box: [UInt8]
    }

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
        guard !isReadOnly else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 1 else { return }
                try database.execute(sql: VaultFile.sealedSchema)
            }
        }
    }

    /// Keeps the parts of statements that are about to be entered, in one commit.
    ///
    /// A part is there before its entry. One whose entry then failed opens nothing that the log holds.
    func put(_ parts: [(statement: Digest, part: OpenedPart)], sealed: [Sealed] = []) throws(StoreError) {
        guard !parts.isEmpty || !sealed.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for (statement, part) in parts {
                    try database.cachedStatement(
                        sql: "INSERT OR IGNORE INTO part (statement, name, key, content) VALUES (?, ?, ?, ?)"
                    ).execute(arguments: [
                        Data(statement.bytes), part.name, Data(part.key), Data(part.content),
                    ])
                }
                for part in sealed {
                    try database.cachedStatement(
                        sql: "INSERT OR IGNORE INTO sealed (statement, name, subject, key, box) VALUES (?, ?, ?, ?, ?)"
                    ).execute(arguments: [
                        Data(part.reference.statement.bytes), part.reference.part, part.subject, Data(part.key),
                        Data(part.box),
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

    /// A restricted part, nil when it is not there.
    func sealed(_ reference: PartReference) throws(StoreError) -> Sealed? {
        try sealed(where: "statement = ? AND name = ?", [Data(reference.statement.bytes), reference.part]).first
    }

    func sealed(about subject: String) throws(StoreError) -> [Sealed] { try sealed(where: "subject = ?", [subject]) }
    func sealed(under key: [UInt8]) throws(StoreError) -> [Sealed] { try sealed(where: "key = ?", [Data(key)]) }

    private func sealed(where condition: String, _ arguments: StatementArguments) throws(StoreError) -> [Sealed] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchAll(
                    database,
                    sql:
                        "SELECT statement, name, subject, key, box FROM sealed WHERE \(condition) ORDER BY statement, name",
                    arguments: arguments
                ).compactMap { row in
                    Digest(bytes: bytes(row[0])).map { statement in
                        Sealed(
                            reference: PartReference(statement: statement, part: row[1]), subject: row[2],
                            key: bytes(row[3]), box: bytes(row[4]))
                    }
                }
            }
        }
    }

    /// The ids of keys under which something lies here.
    func keysInUse() throws(StoreError) -> Set<[UInt8]> {
        try DatabaseFile.guarding(path) {
            Set(try pool.read { try Data.fetchAll($0, sql: "SELECT DISTINCT key FROM sealed") }.map { [UInt8]($0) })
        }
    }

    /// Statement and name of all that lies here, in order.
    func references(sealed: Bool) throws(StoreError) -> [PartReference] {
        try references(in: sealed ? "sealed" : "part")
    }

    /// What an act has erased, public or not: an export removes it.
    func erased() throws(StoreError) -> [PartReference] { try references(in: "erased") }

    private func references(in table: String) throws(StoreError) -> [PartReference] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                // An export may read a file that an earlier program left.
                guard try database.tableExists(table) else { return [] }
                return try Row.fetchAll(database, sql: "SELECT statement, name FROM \(table) ORDER BY statement, name")
                    .compactMap { row in
                        Digest(bytes: bytes(row[0])).map { PartReference(statement: $0, part: row[1]) }
                    }
            }
        }
    }

    /// Erases parts, public and restricted, and seals others anew, in one commit; then they are overwritten in the
    /// file and gone from the write-ahead log. That an act has erased them is remembered, and which keys go with them.
    func erase(_ doomed: [PartReference], resealing: [Sealed] = [], dropping keys: Set<[UInt8]> = []) throws(StoreError)
    {
        try remove(doomed, resealing: resealing, dropping: keys, remembering: true)
    }

    /// Removes what no entry ever came for.
    func remove(orphans: [PartReference]) throws(StoreError) {
        guard !orphans.isEmpty else { return }
        try remove(orphans, resealing: [], dropping: [], remembering: false)
    }

    /// Ids of keys that are to be gone.
    func droppedKeys() throws(StoreError) -> Set<[UInt8]> {
        try DatabaseFile.guarding(path) {
            Set(try pool.read { try Data.fetchAll($0, sql: "SELECT id FROM dropped_key") }.map { [UInt8]($0) })
        }
    }

    private func remove(
        _ doomed: [PartReference], resealing: [Sealed], dropping keys: Set<[UInt8]>, remembering: Bool
    ) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for reference in doomed {
                    let arguments: StatementArguments = [Data(reference.statement.bytes), reference.part]
                    for table in ["part", "sealed"] {
                        try database.execute(
                            sql: "DELETE FROM \(table) WHERE statement = ? AND name = ?", arguments: arguments)
                    }
                    guard remembering else { continue }
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO erased (statement, name) VALUES (?, ?)", arguments: arguments)
                }
                for id in keys {
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO dropped_key (id) VALUES (?)", arguments: [Data(id)])
                }
                for part in resealing {
                    try database.execute(
                        sql: "UPDATE sealed SET key = ?, box = ? WHERE statement = ? AND name = ?",
                        arguments: [
                            Data(part.key), Data(part.box), Data(part.reference.statement.bytes), part.reference.part,
                        ])
                }
            }
        }
        try settle()
    }

    /// Moves the write-ahead log into the file and empties it.
    func settle() throws(StoreError) { try DatabaseFile.empty(pool, path) }

    /// Closes it, with everything in the one file if that can be done.
    func close() {
        try? settle()
        try? pool.close()
    }
}

/// A blob as bytes; empty for NULL.
func bytes(_ value: Data?) -> [UInt8] { value.map { [UInt8]($0) } ?? [] }
