import GRDB

extension StoreWorld {
    /// Changes the ledger's file, or another, as its owner could: triggers dropped, raw SQL.
    func tamper(_ file: String = "ledger.sqlite", _ sql: String) throws {
        let queue = try DatabaseQueue(path: path + "/" + file)
        try queue.write { database in
            for name in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            try database.execute(sql: sql)
        }
        try queue.close()
    }

    /// From now on each new entry's last byte is another one in the file than was given.
    func spoil() throws {
        let queue = try DatabaseQueue(path: path + "/ledger.sqlite")
        try queue.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER entry_never_changes;
                    CREATE TRIGGER spoil AFTER INSERT ON entry BEGIN
                        UPDATE entry SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB) WHERE idx = NEW.idx;
                    END;
                    """)
        }
        try queue.close()
    }
}
