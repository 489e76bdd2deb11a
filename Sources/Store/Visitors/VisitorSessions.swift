import Foundation
import GRDB
import Ledger
import Rules

/// That somebody showed a key of theirs a short while ago. It signs nothing: it only says for whom pages are made.
package struct Session: Equatable, Sendable {
    /// How it was begun.
    package enum Method: String, Sendable {
        case passkey
        /// A program or a person with an SSH key.
        case key
        /// One click in a demonstration.
        case demonstration
    }

    /// Its number in the file, by which its person names it.
    package let number: Int
    package let person: Int
    /// The fingerprint of the key that was shown: its revocation or stop ends the session.
    package let key: Digest
    package let begun: Time
    package let seen: Time
    /// How many entries the ledger had when it was begun: what stopped its key or person since ends it, even if that is over.
    package let place: Int
    package let method: Method
    /// What the browser or program says of itself.
    package let device: String

    /// How long it lasts without a request.
    package static let idleSeconds = 30 * 60
    /// How long it lasts at most.
    package static let longestSeconds = 12 * 3600
    /// More than this many at once are nobody's devices: the oldest end.
    static let most = 50
    /// Only a request that much later is written down: a write at each page would cost a sync of the disk.
    static let touchSeconds = 60

    /// Whether it has ended by itself. A clock that went back ends it too.
    package func isOver(at now: Time) -> Bool {
        now.since(seen) >= Session.idleSeconds || now.since(begun) >= Session.longestSeconds
            || now.since(begun) < -Session.touchSeconds
    }

    /// What it ends at when nothing is asked any more.
    package var ends: Time {
        min(seen.adding(Session.idleSeconds), begun.adding(Session.longestSeconds))
    }
}

extension VisitorStore {
    /// Begins a session under a token of 32 random bytes, which only its hash keeps; gives it back with its number.
    package func begin(
        token: [UInt8], person: Int, key: Digest, method: Session.Method, device: String, place: Int, at now: Time
    ) throws(StoreError) -> Session {
        let number = try write { database -> Int in
            try database.execute(
                sql: "DELETE FROM session WHERE seen <= ? OR begun <= ?",
                arguments: [now.seconds - Session.idleSeconds, now.seconds - Session.longestSeconds])
            try database.execute(
                sql:
                    "INSERT INTO session (token, person, key, begun, seen, place, method, device, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    self.key.hash(token, "session"), person, key.data, now.seconds, now.seconds, place, method.rawValue,
                    device, seal(token, person: person, key: key, begun: now, place: place, method: method),
                ])
            let number = Int(database.lastInsertedRowID)
            try database.execute(
                sql: """
                    DELETE FROM session WHERE person = ? AND number NOT IN
                    (SELECT number FROM session WHERE person = ? ORDER BY number DESC LIMIT ?)
                    """, arguments: [person, person, Session.most])
            return number
        }
        return Session(
            number: number, person: person, key: key, begun: now, seen: now, place: place, method: method,
            device: device)
    }

    /// The session of a token; nil when there is none or it has ended by itself. `attended`: somebody asked, and not a page
    /// that lies open; only that makes it last.
    package func session(token: [UInt8], attended: Bool = true, at now: Time) throws(StoreError) -> Session? {
        let found = try read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM session WHERE token = ?", arguments: [key.hash(token, "session")]
            ).map { row in (try VisitorStore.session(row), row["seal"] as Data) }
        }
        guard let (session, seal) = found, !session.isOver(at: now),
            seal
                == self.seal(
                    token, person: session.person, key: session.key, begun: session.begun, place: session.place,
                    method: session.method)
        else { return nil }
        guard attended, now.since(session.seen) >= Session.touchSeconds else { return session }
        // A full disk must sign nobody out: the session then ends as if they had gone away.
        try? write { database in
            try database.execute(
                sql: "UPDATE session SET seen = ? WHERE number = ?", arguments: [now.seconds, session.number])
        }
        return session
    }

    /// What makes the row this session and no other: its holder could else turn it into anybody's.
    private func seal(_ token: [UInt8], person: Int, key: Digest, begun: Time, place: Int, method: Session.Method)
        -> Data
    {
        self.key.seal(
            "session row",
            [
                .bytes(token), .number(person), .bytes(key.bytes), .number(begun.seconds), .number(place),
                .text(method.rawValue),
            ])
    }

    /// The sessions of a person that have not ended, newest first.
    package func sessions(of person: Int, at now: Time) throws(StoreError) -> [Session] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM session WHERE person = ? ORDER BY number DESC", arguments: [person]
            ).map(VisitorStore.session)
        }.filter { !$0.isOver(at: now) }
    }

    /// Ends one session of a person; false when they have no such one.
    @discardableResult
    package func end(_ session: Int, of person: Int) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE number = ? AND person = ?", arguments: [session, person])
            return database.changesCount > 0
        }
    }

    /// Ends all sessions of a person, and says how many.
    @discardableResult
    package func endAll(of person: Int) throws(StoreError) -> Int {
        try write { database in
            try database.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
            return database.changesCount
        }
    }

    private static func session(_ row: Row) throws -> Session {
        guard let method = Session.Method(rawValue: row["method"]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a session has no known method")
        }
        return Session(
            number: row["number"], person: row["person"], key: try row.digest("key"), begun: try row.time("begun"),
            seen: try row.time("seen"), place: row["place"], method: method, device: row["device"])
    }
}
