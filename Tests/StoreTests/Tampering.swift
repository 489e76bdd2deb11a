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
}
