import Foundation
import GRDB
import Ledger

/// A head of the ledger with the note that the log signed over it.
package struct SealedHead: Equatable, Sendable {
    package let head: Head
    /// The checkpoint as a signed note.
    package let note: [UInt8]
}

/// The last checkpoint that was signed, in a file of its own: what a restored ledger is compared with.
///
/// It is written after the signature and before anybody sees it, so nothing that was ever shown is newer than
/// it. Its value never shrinks and never changes at its size.
final class Anchor: Sendable {
    private let pool: OpenFile
    private var path: String { pool.path }

    private static let form = FileForm(
        noun: "anchor", application: 1_094_798_414, version: 1, schema: schema,
        manner: DatabaseFile.Manner(autocheckpointPages: 1000), remedy: remedy)

    private static let schema = """
        CREATE TABLE anchor (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 32),
            note BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER anchor_stays BEFORE DELETE ON anchor
            BEGIN SELECT RAISE(ABORT, 'the anchor is never removed'); END;
        CREATE TRIGGER anchor_grows BEFORE UPDATE ON anchor
            WHEN NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
            BEGIN SELECT RAISE(ABORT, 'the anchor never goes back'); END;
        """

    static func create(at path: String, with sealed: SealedHead?) throws(StoreError) {
        try DatabaseFile.create(path, form)
        guard let sealed else { return }
        let anchor = try Anchor(path)
        try anchor.insert(sealed)
        anchor.close()
    }

    /// Opens the file; throws `.anchorLost` when there is none.
    init(_ path: String, isReadOnly: Bool = false) throws(StoreError) {
        guard DurableFile.length(path) != nil else { throw Anchor.lost(path) }
        pool = try DatabaseFile.open(path, Anchor.form, isReadOnly: isReadOnly)
        do throws(StoreError) { try DatabaseFile.quickCheck(pool, Anchor.form) } catch {
            pool.close(afterFault: true)
            throw error
        }
    }

    /// What was signed last; throws `.anchorLost` when it is missing, `.otherKey` when this key did not sign it.
    func read(by key: NoteKey) throws(StoreError) -> SealedHead {
        guard let sealed = try stored() else { throw Anchor.lost(path) }
        guard let checkpoint = try? SignedCheckpoint(verifying: sealed.note, origin: key.name, keys: [key]),
            checkpoint.checkpoint.head == sealed.head
        else {
            throw StoreError(
                .otherKey, "The checkpoint in \(path) is not signed with the log key of this folder.",
                remedy:
                    "The key and the anchor belong to different ledgers, or one was changed. Restore the files that belong together."
            )
        }
        return sealed
    }

    /// Compare and swap: puts `new` where `old` stands. Throws `.fork` when something else is there, or
    /// `new` would go back.
    func swap(_ old: Head, for new: SealedHead) throws(StoreError) {
        try pool.requireInPlace()
        let changed = try DatabaseFile.guarding(path) {
            guard new.head.size > old.size || new.head == old else { return 0 }
            return try pool.write { database in
                try database.cachedStatement(
                    sql:
                        "UPDATE anchor SET size = ?, root = ?, note = ? WHERE id = 1 AND size = ? AND root = ?"
                ).execute(arguments: [
                    new.head.size, Data(new.head.root.bytes), Data(new.note), old.size, Data(old.root.bytes),
                ])
                return database.changesCount
            }
        }
        // Somebody is told next: the anchor that holds it must be the one that a start reads.
        try pool.requireInPlace()
        guard changed == 1 else {
            throw StoreError(
                .fork,
                "The anchor no longer has size \(old.size), or would go back to \(new.head.size).",
                remedy: Remedy.people)
        }
    }

    /// Whether it is still the file that was opened.
    var isInPlace: Bool { (try? pool.requireInPlace()) != nil }

    /// Sets it where nothing stands: at the making of a folder and, by people, in a recovery.
    func insert(_ sealed: SealedHead) throws(StoreError) {
        try DatabaseFile.guarding(path) {
            try pool.write {
                try $0.execute(
                    sql: "INSERT INTO anchor (id, size, root, note) VALUES (1, ?, ?, ?)",
                    arguments: [sealed.head.size, Data(sealed.head.root.bytes), Data(sealed.note)])
            }
        }
    }

    /// Closes it, with everything in the one file if that can be done.
    func close(afterFault: Bool = false) { pool.close(afterFault: afterFault) }

    private func stored() throws(StoreError) -> SealedHead? {
        try DatabaseFile.guarding(path) {
            try pool.read { try Row.fetchOne($0, sql: "SELECT size, root, note FROM anchor") }.map { row in
                guard let root = Digest(bytes: bytes(row[1])) else { throw Anchor.lost(path) }
                return SealedHead(head: Head(root: root, size: row[0]), note: bytes(row[2]))
            }
        }
    }

    private static func lost(_ path: String) -> StoreError {
        StoreError(
            .anchorLost, "\(path), the record of the last signed head, is missing.", remedy: remedy)
    }

    private static let remedy =
        "Nothing is written or signed. Compare the newest export with the heads that witnesses and people remember, "
        + "then run `foureyes-server recover --data DIR --from OUT --without-anchor`."
}
