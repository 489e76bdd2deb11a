import GRDB

/// What a SQLite file of ours is: how it is told from others, opened and checked.
struct FileForm: Sendable {
    /// As messages call it.
    let noun: String
    /// By which `file` tells it from other SQLite files.
    let application: Int
    let version: Int
    /// Its tables, indexes and triggers; nothing else may be in it.
    let schema: String
    let manner: DatabaseFile.Manner
    /// Brings a file of an earlier version to this one.
    var upgrade: (@Sendable (Database, _ from: Int) throws -> Void)?

    /// Makes an empty file one of this form, whole or not at all.
    func make(in database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(application);
                PRAGMA user_version = \(version);
                \(schema)
                """)
    }

    /// Throws where a file is none of this form. A trigger or a table that somebody added would keep what is erased, or
    /// change what is written; one that is missing would let the past be changed by mistake.
    func check(_ database: Database, _ path: String) throws {
        let identity = (
            try Int.fetchOne(database, sql: "PRAGMA application_id"),
            try Int.fetchOne(database, sql: "PRAGMA user_version")
        )
        guard identity == (application, version) else {
            throw StoreError(
                .damaged, "\(path) is not a \(noun) file of this version of the program.", remedy: Remedy.of(path))
        }
        let wanted = try DatabaseQueue().write { memory in
            try make(in: memory)
            return try FileForm.objects(in: memory)
        }
        let found = try FileForm.objects(in: database)
        let other = Set(found).symmetricDifference(wanted).map { $0[1] }.sorted()
        guard other.isEmpty else {
            throw StoreError(
                .damaged,
                "\(path) has a different structure than this program makes: \(other.joined(separator: ", ")).",
                remedy:
                    "Somebody changed the file. Use `sqlite3` to look at anything extra in it and drop it. Otherwise: "
                    + Remedy.of(path))
        }
    }

    /// Every table, index and trigger: sort, name, table, text.
    private static func objects(in database: Database) throws -> [[String]] {
        try Row.fetchAll(database, sql: "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
            .map { row in (0..<4).map { row[$0] } }
    }
}
