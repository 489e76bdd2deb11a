import GRDB

/// The tables of the vault's file (docs/formats/vault.md), and how files of earlier programs get them.
extension VaultFile {
    static let form = FileForm(
        noun: "vault", application: 1_094_801_750, version: 4, schema: partSchema + sealedSchema + awaitedSchema,
        manner: DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000), upgrade: upgrade)

    private static let partSchema = """
        CREATE TABLE part (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 32),
            content BLOB NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;

        """

    /// Neither whose part it is nor what is erased is here: the log says both, and a file could be made to lie.
    private static let sealedSchema = """
        CREATE TABLE sealed (
            statement BLOB NOT NULL CHECK (length(statement) = 32),
            name TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 16),
            box BLOB NOT NULL,
            PRIMARY KEY (statement, name)
        ) STRICT;
        CREATE INDEX sealed_key ON sealed (key);
        -- Keys that an erasure has ended: they go from the keys' file, also when an older one is put back.
        CREATE TABLE dropped_key (id BLOB PRIMARY KEY CHECK (length(id) = 16)) STRICT;
        """

    /// The statements whose parts came last and whose entries may not have followed: all that a start may remove (K-14).
    private static let awaitedSchema = """

        CREATE TABLE awaited (statement BLOB PRIMARY KEY CHECK (length(statement) = 32)) STRICT;
        """

    /// A file that an earlier program left: without sealed parts (1), with a subject beside each (2), without what is
    /// awaited (3).
    private static let upgrade: @Sendable (Database, Int) throws -> Void = { database, version in
        try database.execute(sql: awaitedSchema)
        if version == 3 { return }
        guard version == 2 else { return try database.execute(sql: sealedSchema) }
        try database.execute(
            sql: """
                DROP INDEX sealed_subject;
                DROP INDEX sealed_key;
                ALTER TABLE sealed RENAME TO old_sealed;
                ALTER TABLE dropped_key RENAME TO old_key;
                \(sealedSchema)
                INSERT INTO sealed SELECT statement, name, key, box FROM old_sealed;
                INSERT INTO dropped_key SELECT id FROM old_key;
                DROP TABLE old_sealed;
                DROP TABLE old_key;
                DROP TABLE erased;
                """)
    }
}
