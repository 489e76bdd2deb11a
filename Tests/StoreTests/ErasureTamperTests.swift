import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: nobody who writes the files, and no crash, keeps what an act erased, or passes off what nobody signed.
@Suite struct ErasureTamperTests {
    private let name = "Grace Hopper of the compilers"
    private let reason = "words that an act erases"

    /// A closed ledger in which p2 has said who he is, and what would open that.
    private func described() async throws -> (StoreWorld, p2: Digest, boxes: [[UInt8]]) {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let hash = try await world.describe(2, ["contact": "grace@navy.example", "name": name], into: store)
        let vault = store.files.vault
        let keys = try vault.keys.all().filter { $0.holder.subject == "p2" }
        let boxes = try keys.flatMap { try vault.file.boxes(under: $0.holder.id) }
        store.close()
        return (world, hash, boxes + keys.map(\.wrapped))
    }

    /// A closed ledger with a public reason beside a statement.
    private func reasoned() async throws -> (StoreWorld, Digest) {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let draft = Draft.of(
            world.ca.kind("authority/team.lead"), .line(["person": .person(1), "team": .string("keepers")]))
        let hash = try await world.say(draft, by: 1, personal: [:], reason: reason, into: store)
        store.close()
        return (world, hash)
    }

    @Test("P-6: a person's parts are told from the log: no column of a file takes one out of his erasure")
    func otherSubject() async throws {
        let (world, p2, boxes) = try await described()
        // The file of an earlier version, which had a column for whose part it is, and one that lies.
        try world.tamper(
            "vault.sqlite",
            """
            ALTER TABLE sealed ADD COLUMN subject TEXT NOT NULL DEFAULT 'p9';
            CREATE INDEX sealed_subject ON sealed (subject);
            CREATE TABLE erased (statement BLOB, name TEXT);
            DROP TABLE awaited;
            PRAGMA user_version = 2;
            """)
        let store = try world.open()
        let act = try await world.eraseSubject(2, into: store)
        #expect(store.published.state.erasure(of: p2, part: "name") == act)
        #expect(world.files(with: boxes) == [])
        store.close()
    }

    @Test("P-6: an erasure whose crash left it in a write-ahead log is finished by the next start, while it runs")
    func walOfBoxes() async throws {
        let (world, p2, boxes) = try await described()
        for file in ["vault.sqlite", "vault-keys.sqlite"] { try world.copy(file, as: "old-" + file) }
        let store = try world.open()
        let keys = try store.files.vault.keys.all().filter { $0.holder.subject == "p2" }.map(\.holder.id.sql)
        try await world.eraseSubject(2, into: store)
        store.close()
        for file in ["vault.sqlite", "vault-keys.sqlite"] { try world.putBack("old-" + file, as: file) }
        let crashed = try world.crash([
            (
                "vault.sqlite",
                "DELETE FROM sealed WHERE statement = \(p2.bytes.sql);"
                    + keys.map { "INSERT INTO dropped_key VALUES (\($0));" }.joined()
            ),
            ("vault-keys.sqlite", "DELETE FROM subject_key WHERE subject = 'p2'"),
        ])
        #expect(!world.files(with: boxes, below: crashed).isEmpty)
        let again = try LedgerStore(opening: DataFolder(opening: crashed), clock: world.clock.read)
        #expect(world.files(with: boxes, below: crashed) == [])
        again.close()
    }

    @Test("P-6: the same of a public part, which lies in the clear")
    func walOfReason() async throws {
        let (world, hash) = try await reasoned()
        try world.copy("vault.sqlite", as: "old")
        let store = try world.open()
        try await world.eraseContent(hash, "reason", into: store)
        store.close()
        try world.putBack("old", as: "vault.sqlite")
        let crashed = try world.crash([("vault.sqlite", "DELETE FROM part WHERE statement = \(hash.bytes.sql)")])
        #expect(!world.files(with: [Array(reason.utf8)], below: crashed).isEmpty)
        let again = try LedgerStore(opening: DataFolder(opening: crashed), clock: world.clock.read)
        #expect(world.files(with: [Array(reason.utf8)], below: crashed) == [])
        again.close()
    }

    @Test("P-71: an export asks the log what is erased, and an older vault that is put back tells it nothing")
    func exportOfOlderVault() async throws {
        let (world, hash) = try await reasoned()
        try world.copy("vault.sqlite", as: "old")
        let store = try world.open()
        try await world.eraseContent(hash, "reason", into: store)
        store.close()
        try world.putBack("old", as: "vault.sqlite")
        let out = world.root + "/out"
        #expect(try Export(ofFolder: world.path).write(to: out).missing.isEmpty)
        #expect(world.files(with: [Array(reason.utf8)], below: out) == [])
    }

    @Test("P-71: an export holds no content that does not open its commitment; it is missing")
    func exportOfChangedContent() async throws {
        let (world, hash) = try await reasoned()
        try world.tamper("vault.sqlite", "UPDATE part SET content = CAST('hand-written lie' AS BLOB)")
        let out = world.root + "/out"
        let file = ExportPath.detached(statement: hash, name: "reason")
        #expect(try Export(ofFolder: world.path).write(to: out).missing == [file.text])
        #expect(world.files(with: [Array("hand-written lie".utf8)], below: out) == [])
    }

    @Test(
        "P-71: an export that cannot tell what is erased, because a rule's enclosure is missing, publishes no content")
    func exportWithoutState() async throws {
        let (world, hash) = try await reasoned()
        let policy = try #require(world.ca.documents["policy"]).hex
        unlink(world.path + "/enclosures/" + policy)
        let file = ExportPath.detached(statement: hash, name: "reason")
        #expect(
            try Export(ofFolder: world.path).write(to: world.root + "/out").missing
                == ["enclosures/" + policy, file.text])
    }

    @Test("P-71: content that the file alone calls erased stays in OUT, and is missing in a new one")
    func exportOfHiddenContent() async throws {
        let (world, hash) = try await reasoned()
        let file = ExportPath.detached(statement: hash, name: "reason")
        _ = try Export(ofFolder: world.path).write(to: world.root + "/out")
        try world.tamper(
            "vault.sqlite",
            """
            DELETE FROM part;
            ALTER TABLE sealed ADD COLUMN subject TEXT NOT NULL DEFAULT 'p9';
            CREATE INDEX sealed_subject ON sealed (subject);
            CREATE TABLE erased (statement BLOB, name TEXT);
            INSERT INTO erased VALUES (\(hash.bytes.sql), 'reason');
            DROP TABLE awaited;
            PRAGMA user_version = 2;
            """)
        let store = try world.open()
        _ = try Export(of: store).write(to: world.root + "/out")
        #expect(try ExportFolder(world.root + "/out").read(file) != nil)
        #expect(try Export(of: store).write(to: world.root + "/whole").missing == [file.text])
        store.close()
    }

    @Test("7.6: a table or trigger that is not ours, in any file, would keep what is erased: it does not open")
    func addedTrigger() async throws {
        let (world, _, _) = try await described()
        try VisitorStore(in: world.path).close()
        for (file, table) in [
            ("vault-keys.sqlite", "subject_key"), ("vault.sqlite", "part"), ("journal.sqlite", "line"),
            ("ledger.sqlite", "entry"), ("visitors.sqlite", "session"),
        ] {
            let queue = try DatabaseQueue(path: world.path + "/" + file)
            try await queue.write {
                try $0.execute(
                    sql: "CREATE TRIGGER keep AFTER DELETE ON \(table) BEGIN SELECT 1; END")
            }
            #expect(throws: StoreError.self, "\(file)") {
                try VisitorStore(in: world.path).close()
                try world.open().close()
            }
            try await queue.write { try $0.execute(sql: "DROP TRIGGER keep") }
            try queue.close()
            #expect(world.fault() == nil)
        }
        try VisitorStore(in: world.path).close()
    }

    @Test("P-6: restricted content whose key is gone and that no act erased is a finding, not silence")
    func olderKeys() async throws {
        let world = try await StoreWorld.filled()
        try world.copy("vault-keys.sqlite", as: "old")
        let store = try world.open()
        let p3 = try await world.describe(3, ["name": "Ada"], into: store)
        store.close()
        try world.putBack("old", as: "vault-keys.sqlite")
        let again = try world.open()
        #expect(again.mismatches.map(\.reference.statement) == [p3])
        #expect(again.mismatches.map({ $0.sort == .closed }) == [true])
        again.close()
    }

    @Test("P-6: a box changed by hand stays a finding when another part of the same person is erased")
    func changedBox() async throws {
        let (world, p2, boxes) = try await described()
        try world.tamper("vault.sqlite", "UPDATE sealed SET box = CAST(zeroblob(100) AS BLOB) WHERE name = 'name'")
        let store = try world.open()
        #expect(store.mismatches.map(\.reference.part) == ["name"])
        try await world.eraseContent(p2, "contact", into: store)
        store.close()
        #expect(world.files(with: boxes) == [], "the old key is gone all the same")
        let again = try world.open()
        #expect(again.mismatches.map(\.reference.part) == ["name"])
        again.close()
    }

    @Test("P-71: a recovery that fails leaves no empty file of keys where the newest copy belongs")
    func failedRecovery() async throws {
        let (world, _, _) = try await described()
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        for suffix in ["", "-wal", "-shm"] { unlink(world.path + "/vault-keys.sqlite" + suffix) }
        let policy = try #require(world.ca.documents["policy"]).hex
        for folder in [world.path, out] { unlink(folder + "/enclosures/" + policy) }
        #expect(throws: StoreError.self) { try Recovery.recover(world.path, from: out) }
        #expect(DurableFile.length(world.path + "/vault-keys.sqlite") == nil)
    }

    @Test("With the vault's key lost, `recover` makes both anew as the message says; what it opened is told")
    func lostVaultKey() async throws {
        let (world, _, _) = try await described()
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        unlink(world.path + "/keys/vault.key")
        #expect(world.fault()?.remedy.contains("--without-vault-keys") == true)
        #expect(throws: StoreError.self) { try Recovery.recover(world.path, from: out) }
        _ = try Recovery.recover(world.path, from: out, accepting: AcceptedLoss(vaultKeys: true))
        let store = try world.open()
        #expect(store.mismatches.map({ $0.sort == .closed }) == [true, true])
        store.close()
    }

    @Test("7.6: an empty file of keys is damaged, and says so")
    func emptyKeys() async throws {
        let (world, _, _) = try await described()
        for suffix in ["-wal", "-shm"] { unlink(world.path + "/vault-keys.sqlite" + suffix) }
        truncate(world.path + "/vault-keys.sqlite", 0)
        #expect(world.fault()?.cause == .damaged)
        #expect(world.fault()?.remedy.contains("newest copy") == true)
    }

    @Test("P-6: content whose entry never came goes at the next start, also in the clear: no act could name it")
    func orphan() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let part = OpenedPart(name: "reason", key: StoreWorld.key("x"), content: Array("never entered".utf8))
        store.close()
        // A crash: the vault is left as it was between the parts and their entry.
        let vault = try Vault(FolderLayout(world.path))
        try vault.file.put([(Digest.of([9]), part)])
        vault.close(afterFault: true)
        try world.open().close()
        #expect(world.files(with: [part.content]) == [])
    }
}
