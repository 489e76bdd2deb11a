import Foundation
import GRDB
import Ledger
import Rules

extension VisitorStore {
    /// What a person chose for their pages, for example their time zone; nil where they chose nothing.
    package func preference(_ name: String, of person: Int) throws(StoreError) -> String? {
        try read { database in
            try String.fetchOne(
                database, sql: "SELECT value FROM preference WHERE person = ? AND name = ?", arguments: [person, name])
        }
    }

    /// Keeps a choice; nil forgets it.
    package func prefer(_ name: String, _ value: String?, of person: Int) throws(StoreError) {
        try write { database in
            guard let value else {
                return try database.execute(
                    sql: "DELETE FROM preference WHERE person = ? AND name = ?", arguments: [person, name])
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO preference (person, name, value) VALUES (?, ?, ?)",
                arguments: [person, name, value])
        }
    }

    /// Makes a link by which a program reads what waits for a person, in place of the one they had.
    package func makeFeed(token: [UInt8], of person: Int, at now: Time) throws(StoreError) {
        try write { database in
            try database.execute(sql: "DELETE FROM feed WHERE person = ?", arguments: [person])
            try database.execute(
                sql: "INSERT INTO feed (token, person, made, seal) VALUES (?, ?, ?, ?)",
                arguments: [
                    key.hash(token, "feed"), person, now.seconds,
                    key.seal("feed row", [.bytes(token), .number(person)]),
                ])
        }
    }

    /// Whose feed a link is; nil for one that was revoked or never was.
    package func feed(token: [UInt8]) throws(StoreError) -> Int? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT person, seal FROM feed WHERE token = ?", arguments: [key.hash(token, "feed")])
        }.flatMap { row in
            let person: Int = row["person"]
            // Else its holder could read what waits for somebody else.
            return row["seal"] as Data == key.seal("feed row", [.bytes(token), .number(person)]) ? person : nil
        }
    }

    /// When a person's link was made; nil if they have none.
    package func feedMade(of person: Int) throws(StoreError) -> Time? {
        try read { database in
            try Int.fetchOne(database, sql: "SELECT made FROM feed WHERE person = ?", arguments: [person])
        }.flatMap { Time(seconds: $0) }
    }

    /// Revokes a person's link.
    package func revokeFeed(of person: Int) throws(StoreError) {
        try write { database in
            try database.execute(sql: "DELETE FROM feed WHERE person = ?", arguments: [person])
        }
    }
}
