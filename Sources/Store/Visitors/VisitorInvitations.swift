import Foundation
import GRDB
import Ledger
import Rules

/// A link on which somebody makes a passkey (P-21). It gives nothing: the key counts only when an act enrols it.
package struct Invitation: Equatable, Sendable {
    package let number: Int
    /// Who made the link.
    package let inviter: Int
    /// Whose further key it is; 0 for somebody not yet numbered.
    package let person: Int
    package let made: Time
    package let ends: Time
    /// The key that was made on it, once.
    package let key: PublicKey?

    /// How long a link is good.
    package static let longestSeconds = 3 * 24 * 3600

    package func isOver(at now: Time) -> Bool { now >= ends || now < made.adding(-60) }
}

extension VisitorStore {
    /// Keeps a link by the hash of its token.
    package func invite(token: [UInt8], by inviter: Int, for person: Int, at now: Time) throws(StoreError) -> Invitation
    {
        let ends = now.adding(Invitation.longestSeconds)
        let number = try write { database -> Int in
            try database.execute(
                sql: "DELETE FROM invitation WHERE ends <= ?",
                arguments: [now.seconds - 30 * 24 * 3600])
            try database.execute(
                sql: "INSERT INTO invitation (token, inviter, person, made, ends) VALUES (?, ?, ?, ?, ?)",
                arguments: [key.hash(token, "invitation"), inviter, person, now.seconds, ends.seconds])
            return Int(database.lastInsertedRowID)
        }
        return Invitation(number: number, inviter: inviter, person: person, made: now, ends: ends, key: nil)
    }

    /// The invitation of a token, over or not.
    package func invitation(token: [UInt8]) throws(StoreError) -> Invitation? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM invitation WHERE token = ?", arguments: [key.hash(token, "invitation")]
            ).map(VisitorStore.invitation)
        }
    }

    /// The invitations that somebody made, newest first.
    package func invitations(by inviter: Int) throws(StoreError) -> [Invitation] {
        try read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM invitation WHERE inviter = ? ORDER BY number DESC LIMIT 100",
                arguments: [inviter]
            ).map(VisitorStore.invitation)
        }
    }

    /// The newest invitations of everybody: whoever is in office may propose a key that was made on one.
    package func invitations() throws(StoreError) -> [Invitation] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM invitation ORDER BY number DESC LIMIT 100")
                .map(VisitorStore.invitation)
        }
    }

    /// Uses an invitation, once: false when a key was made on it before, or it is over.
    package func use(_ invitation: Invitation, key: PublicKey, credential: [UInt8], at now: Time) throws(StoreError)
        -> Bool
    {
        try write { database in
            try database.execute(
                sql: "UPDATE invitation SET key = ? WHERE number = ? AND key IS NULL AND ends > ?",
                arguments: [key.openSSH, invitation.number, now.seconds])
            guard database.changesCount == 1 else { return false }
            try VisitorStore.keep(credential, of: key.fingerprint, in: database)
            return true
        }
    }

    /// Takes an invitation back.
    package func withdraw(_ invitation: Int, by inviter: Int) throws(StoreError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM invitation WHERE number = ? AND inviter = ?", arguments: [invitation, inviter])
        }
    }

    private static func invitation(_ row: Row) throws -> Invitation {
        let key = (row["key"] as String?).flatMap { try? PublicKey(openSSH: $0) }
        return Invitation(
            number: row["number"], inviter: row["inviter"], person: row["person"], made: try row.time("made"),
            ends: try row.time("ends"), key: key)
    }
}
