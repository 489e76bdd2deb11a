import Foundation
import GRDB
import Ledger
import Rules

/// A counter that did not grow: the passkey may be a copy, or two requests crossed (WebAuthn, "Signature Counter").
package struct CloneSign: Equatable, Sendable {
    package let key: Digest
    /// The highest counter before it.
    package let last: Int
    /// What was met.
    package let met: Int
    package let at: Time
}

extension VisitorStore {
    /// Remembers under which id an authenticator knows a key that has just signed. A browser finds it without this too.
    ///
    /// The id itself is nobody's word: whoever names another's takes it over until its owner signs again, and the key is
    /// found by trying meanwhile.
    package func keep(credential: [UInt8], of key: Digest) throws(StoreError) {
        if try self.key(credential: credential) == key { return }
        try write { try VisitorStore.keep(credential, of: key, in: $0) }
    }

    static func keep(_ credential: [UInt8], of key: Digest, in database: Database) throws {
        try database.execute(
            sql: "UPDATE passkey SET credential = NULL WHERE credential = ? AND key <> ?",
            arguments: [Data(credential), key.data])
        try database.execute(
            sql: """
                INSERT INTO passkey (key, credential) VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET credential = excluded.credential
                """, arguments: [key.data, Data(credential)])
    }

    /// The fingerprint of the key that has this id.
    package func key(credential: [UInt8]) throws(StoreError) -> Digest? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT key FROM passkey WHERE credential = ?", arguments: [Data(credential)]
            ).map { try $0.digest("key") }
        }
    }

    /// The id of a key.
    package func credential(of key: Digest) throws(StoreError) -> [UInt8]? {
        try read { database in
            try Data.fetchOne(database, sql: "SELECT credential FROM passkey WHERE key = ?", arguments: [key.data])
        }.map { [UInt8]($0) }
    }

    /// Counts a signature of a passkey: nil if its counter grew or stays at 0, else the sign of a copy, which is kept.
    package func count(_ counter: UInt32, of key: Digest, at now: Time) throws(StoreError) -> CloneSign? {
        try write { database in
            let last = try Int.fetchOne(
                database, sql: "SELECT counter FROM passkey WHERE key = ?", arguments: [key.data])
            guard let last else { return nil }
            let met = Int(counter)
            if met > last || (met == 0 && last == 0) {
                try database.execute(
                    sql: "UPDATE passkey SET counter = ? WHERE key = ?", arguments: [met, key.data])
                return nil
            }
            try database.execute(
                sql: "INSERT OR IGNORE INTO clone (key, last, met, at) VALUES (?, ?, ?, ?)",
                arguments: [key.data, last, met, now.seconds])
            return CloneSign(key: key, last: last, met: met, at: now)
        }
    }

    /// Every sign of a copied passkey that was met, newest first.
    package func clones() throws(StoreError) -> [CloneSign] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM clone ORDER BY at DESC, met DESC LIMIT 1000").map { row in
                CloneSign(key: try row.digest("key"), last: row["last"], met: row["met"], at: try row.time("at"))
            }
        }
    }
}
