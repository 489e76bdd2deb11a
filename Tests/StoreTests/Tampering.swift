import Foundation
import GRDB
import Ledger
import TestWorld

@testable import Store

extension StoreWorld {
    /// Changes the ledger's file, or another, as its owner could: triggers taken out of the way, raw SQL, and the triggers
    /// put back.
    func tamper(_ file: String = "ledger.sqlite", _ sql: String) throws {
        let queue = try DatabaseQueue(path: path + "/" + file)
        try queue.write { database in
            let triggers = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
            try database.execute(sql: sql)
            for trigger in triggers { try database.execute(sql: trigger[1]) }
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

    /// Runs SQL on files as the server itself does, and copies the folder before anything is moved out of the write-ahead
    /// logs: what `kill -9` leaves. The copy lies in a folder of its own, `crashed`.
    func crash(_ changes: [(file: String, sql: String)]) throws -> String {
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON")
        }
        let crashed = root + "/crashed"
        var queues: [DatabaseQueue] = []
        for (file, sql) in changes {
            let queue = try DatabaseQueue(path: path + "/" + file, configuration: configuration)
            queues.append(queue)
            try queue.write { try $0.execute(sql: sql) }
        }
        try FileManager.default.copyItem(atPath: path, toPath: crashed)
        for queue in queues { try queue.close() }
        return crashed
    }

    /// The last entry once more with one letter of its signature's armour changed, behind all others and with the head that
    /// they make: what whoever owns the files puts in without anybody's key.
    func forgeEntry() throws -> Digest {
        ca.wait(60)
        clock.now = ca.now
        let submission = try ca.key(1).submission(withdrawal(77))
        var lines = String(decoding: submission.recorded(at: ca.now), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let end = lines.firstIndex(of: Array("-----END SSH SIGNATURE-----".utf8)) ?? 1
        let at = max(0, min(10, lines[end - 1].count - 6))
        lines[end - 1][at] = lines[end - 1][at] == 0x41 ? 0x42 : 0x41
        let bytes = Array(lines.joined(separator: [0x0a]))
        var tree = Tree(ca.entries.map { Digest.leaf(of: $0) })
        let old = tree.head
        tree.append(.leaf(of: bytes))
        let file = try LogFile(path + "/ledger.sqlite")
        try file.append(
            [
                EntryRow(
                    bytes: bytes, leaf: .leaf(of: bytes), request: Array(submission.statement.request.hex.utf8))
            ], onto: old, making: tree, keeping: [])
        file.close()
        return submission.hash
    }
}

extension [UInt8] {
    /// As SQL writes a blob.
    var sql: String { "x'" + map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "'" }
}
