import Foundation
import GRDB
import Ledger
import Rules

/// Detached content with its key (P-6), in a file of its own, where it can be erased: public parts as they are,
/// restricted ones sealed (docs/formats/vault.md).
final class VaultFile: Sendable {
    let pool: OpenFile
    var path: String { pool.path }

    /// A restricted part as it is here.
    struct Sealed: Sendable {
        let reference: PartReference
        /// The id of its key.
        let key: [UInt8]
        let box: [UInt8]
    }

    static func create(at path: String) throws(StoreError) {
        try DatabaseFile.create(path, form)
    }

    init(_ path: String, isReadOnly: Bool = false) throws(StoreError) {
        guard DurableFile.length(path) != nil else {
            throw StoreError(
                .folder, "\(path), the file with the detached contents, is missing.", remedy: Remedy.of(path))
        }
        pool = try DatabaseFile.open(path, VaultFile.form, isReadOnly: isReadOnly)
        try DatabaseFile.quickCheck(pool, VaultFile.form)
    }

    /// One that does not open otherwise: for a recovery, which believes nothing in it.
    init(asItIs path: String) throws(StoreError) {
        pool = try DatabaseFile.open(path, VaultFile.form, asItIs: true)
    }

    /// Keeps the parts of statements that are about to be entered, in one commit.
    ///
    /// A part is there before its entry. One whose entry then failed opens nothing that the log holds.
    func put(_ parts: [(statement: Digest, part: OpenedPart)], sealed: [Sealed] = []) throws(StoreError) {
        guard !parts.isEmpty || !sealed.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                // What came before is in the log by now, or was taken out again.
                try database.execute(sql: "DELETE FROM awaited")
                for statement in Set(parts.map(\.statement) + sealed.map(\.reference.statement)) {
                    try database.execute(
                        sql: "INSERT INTO awaited (statement) VALUES (?)", arguments: [Data(statement.bytes)])
                }
                for (statement, part) in parts {
                    try database.cachedStatement(
                        sql: "INSERT OR IGNORE INTO part (statement, name, key, content) VALUES (?, ?, ?, ?)"
                    ).execute(arguments: [
                        Data(statement.bytes), part.name, Data(part.key), Data(part.content),
                    ])
                }
                for part in sealed {
                    try database.cachedStatement(
                        sql: "INSERT OR IGNORE INTO sealed (statement, name, key, box) VALUES (?, ?, ?, ?)"
                    ).execute(arguments: [
                        Data(part.reference.statement.bytes), part.reference.part, Data(part.key), Data(part.box),
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
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT key, box FROM sealed WHERE statement = ? AND name = ?",
                    arguments: [Data(reference.statement.bytes), reference.part])
            }.map { Sealed(reference: reference, key: bytes($0[0]), box: bytes($0[1])) }
        }
    }

    /// The id of the key under which a restricted part is; nil when it is not there.
    func key(of reference: PartReference) throws(StoreError) -> [UInt8]? {
        try DatabaseFile.guarding(path) {
            try pool.read {
                try Data.fetchOne(
                    $0, sql: "SELECT key FROM sealed WHERE statement = ? AND name = ?",
                    arguments: [Data(reference.statement.bytes), reference.part])
            }.map { [UInt8]($0) }
        }
    }

    /// What is sealed under a key, in order, without the boxes: together they may be larger than memory.
    func references(under key: [UInt8]) throws(StoreError) -> [PartReference] {
        try references("SELECT statement, name FROM sealed WHERE key = ? ORDER BY statement, name", [Data(key)])
    }

    private func references(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [PartReference] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchAll(database, sql: sql, arguments: arguments).compactMap { row in
                    Digest(bytes: bytes(row[0])).map { PartReference(statement: $0, part: row[1]) }
                }
            }
        }
    }

    private func sealed(where condition: String, _ arguments: StatementArguments) throws(StoreError) -> [Sealed] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                try Row.fetchAll(
                    database,
                    sql:
                        "SELECT statement, name, key, box FROM sealed WHERE \(condition) ORDER BY statement, name",
                    arguments: arguments
                ).compactMap { row in
                    Digest(bytes: bytes(row[0])).map { statement in
                        Sealed(
                            reference: PartReference(statement: statement, part: row[1]), key: bytes(row[2]),
                            box: bytes(row[3]))
                    }
                }
            }
        }
    }

    /// The ids of keys under which something is here.
    func keysInUse() throws(StoreError) -> Set<[UInt8]> {
        try DatabaseFile.guarding(path) {
            Set(try pool.read { try Data.fetchAll($0, sql: "SELECT DISTINCT key FROM sealed") }.map { [UInt8]($0) })
        }
    }

    /// Statement and name of all that is here, in order.
    func references(sealed: Bool) throws(StoreError) -> [PartReference] {
        try references("SELECT statement, name FROM \(sealed ? "sealed" : "part") ORDER BY statement, name", [])
    }

    /// Puts parts under other keys, in one commit. Nothing is overwritten yet: that is for the erasure that follows.
    func reseal(_ parts: [Sealed]) throws(StoreError) {
        guard !parts.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for part in parts {
                    try database.cachedStatement(
                        sql: "UPDATE sealed SET key = ?, box = ? WHERE statement = ? AND name = ?"
                    ).execute(arguments: [
                        Data(part.key), Data(part.box), Data(part.reference.statement.bytes), part.reference.part,
                    ])
                }
            }
        }
    }

    /// Erases parts, public and restricted, in one commit; then they are overwritten in the file and gone from the
    /// write-ahead log. It is remembered which keys go with them.
    func erase(_ doomed: [PartReference], dropping keys: Set<[UInt8]> = []) throws(StoreError) {
        guard !doomed.isEmpty else { return }
        try DatabaseFile.guarding(path) {
            try pool.write { database in
                for reference in doomed {
                    let arguments: StatementArguments = [Data(reference.statement.bytes), reference.part]
                    for table in ["part", "sealed"] {
                        try database.execute(
                            sql: "DELETE FROM \(table) WHERE statement = ? AND name = ?", arguments: arguments)
                    }
                }
                for id in keys {
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO dropped_key (id) VALUES (?)", arguments: [Data(id)])
                }
            }
        }
        try settle()
    }

    /// Statements whose parts came last.
    func awaited() throws(StoreError) -> Set<Digest> {
        try DatabaseFile.guarding(path) {
            Set(
                try pool.read { try Data.fetchAll($0, sql: "SELECT statement FROM awaited") }.compactMap {
                    Digest(bytes: [UInt8]($0))
                })
        }
    }

    /// Nothing is awaited any more: what came is in the log, or was removed.
    func arrived() throws(StoreError) {
        try DatabaseFile.guarding(path) { try pool.write { try $0.execute(sql: "DELETE FROM awaited") } }
    }

    /// Ids of keys that are to be gone.
    func droppedKeys() throws(StoreError) -> Set<[UInt8]> {
        try DatabaseFile.guarding(path) {
            Set(try pool.read { try Data.fetchAll($0, sql: "SELECT id FROM dropped_key") }.map { [UInt8]($0) })
        }
    }

    /// Moves the write-ahead log into the file and empties it.
    func settle() throws(StoreError) { try pool.empty() }

    /// Closes it, with everything in the one file if that can be done.
    func close(afterFault: Bool = false) { pool.close(afterFault: afterFault) }
}

/// A blob as bytes; empty for NULL.
func bytes(_ value: Data?) -> [UInt8] { value.map { [UInt8]($0) } ?? [] }
