import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: whatever the owner of the files does to them, the start finds it, says what and what to do, and signs
/// nothing (ledger-formats 7.6).
@Suite struct TamperTests {
    struct Case: CustomStringConvertible, Sendable {
        let name: String
        let sql: String
        let cause: StoreError.Cause
        let says: String
        var description: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "a byte of an entry changed", sql: "UPDATE entry SET body = zeroblob(200) WHERE idx = 2",
            cause: .damaged, says: "entry 2 was changed"),
        Case(
            name: "two entries swapped",
            sql: """
                CREATE TABLE t AS SELECT * FROM entry WHERE idx IN (2, 3);
                DELETE FROM entry WHERE idx IN (2, 3);
                INSERT INTO entry SELECT 5 - idx, leaf, body, req FROM t; DROP TABLE t;
                """,
            cause: .damaged, says: "changed or swapped"),
        Case(
            name: "an entry dropped", sql: "DELETE FROM entry WHERE idx = 3", cause: .damaged,
            says: "entry 3 is missing"),
        Case(
            name: "the last entry dropped", sql: "DELETE FROM entry WHERE idx = 4", cause: .damaged,
            says: "it has 4 entries, but its head says 5"),
        Case(
            name: "the end dropped, with the head of then",
            sql: """
                DELETE FROM entry WHERE idx = 4;
                UPDATE head SET size = 4, root = ROOT4, frontier = FRONTIER4;
                """,
            cause: .rolledBack, says: "4 entries, but a checkpoint of 5 was signed"),
        Case(
            name: "an entry's time moved, all hashes made anew",
            sql: """
                UPDATE entry SET body = OTHER, leaf = OTHERLEAF WHERE idx = 4;
                UPDATE head SET root = OTHERROOT, frontier = OTHERFRONTIER;
                """,
            cause: .fork, says: "differ from those that were signed"),
        Case(
            name: "the head's root changed", sql: "UPDATE head SET root = zeroblob(32)", cause: .damaged,
            says: "do not give the root"),
        Case(
            name: "the head removed", sql: "DELETE FROM head", cause: .damaged, says: "has no head"),
    ]

    @Test("7.6: tampering with the store is found at the start, with what to do", arguments: cases)
    func tampered(_ test: Case) async throws {
        let world = try await StoreWorld.filled()
        let ca = world.ca
        // The same statement, good signature and all, recorded a second later.
        let last = try Entry(bytes: ca.entries[4])
        let forged = try Submission(bytes: Array(last.bytes.dropLast(30))).recorded(
            at: last.recorded.adding(1))
        var leaves = ca.entries.map { Digest.leaf(of: $0) }
        let four = Tree(leaves.prefix(4))
        leaves[4] = Digest.leaf(of: forged)
        let otherTree = Tree(leaves)
        var sql = test.sql
        for (name, bytes) in [
            ("ROOT4", four.root.bytes), ("FRONTIER4", four.peaks.flatMap(\.bytes)),
            ("OTHERLEAF", leaves[4].bytes),
            ("OTHERROOT", otherTree.root.bytes), ("OTHERFRONTIER", otherTree.peaks.flatMap(\.bytes)),
            ("OTHER", forged),
        ] { sql = sql.replacingOccurrences(of: name, with: bytes.sql) }
        try world.tamper("ledger.sqlite", sql)
        let fault = try #require(world.fault())
        #expect(fault.cause == test.cause, "\(fault)")
        #expect(fault.what.contains(test.says), "\(fault)")
        #expect(!fault.remedy.isEmpty)
    }

    @Test("7.6: an anchor with another root, of another key, older, cut or with a byte changed is found at the start")
    func anchors() async throws {
        let world = try await StoreWorld.filled()
        let path = world.path + "/anchor"
        func fault(_ head: Head, by signer: NoteSigner? = nil) throws -> StoreError? {
            let note = try Checkpoint(origin: world.ca.origin, head: head).signed(by: signer ?? world.ca.ledgerSigner)
            try FileManager.default.removeItem(atPath: path)
            try Anchor.create(at: path, with: SealedHead(head: head, note: note.bytes))
            return world.fault()
        }
        let leaves = world.ca.entries.map { Digest.leaf(of: $0) }
        #expect(try fault(Head(root: .of([1]), size: 5))?.cause == .fork)
        #expect(try fault(Tree(leaves.prefix(3)).head)?.cause == .anchorBehind)
        let other = try NoteSigner(name: world.ca.origin, seed: [UInt8](repeating: 9, count: 32))
        #expect(try fault(Tree(leaves).head, by: other)?.cause == .otherKey)
        #expect(try fault(Tree(leaves).head) == nil)
        let good = try #require(try DurableFile.read(path))
        for bytes in [Array(good.prefix(100)), [], [0x31] + good.dropFirst(1)] {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(world.fault()?.cause == .anchorLost)
        }
    }

    @Test("7.6: yesterday's file put back, a file gone, another key: each has its message")
    func files() async throws {
        let world = try await StoreWorld.filled()
        try world.copy("ledger.sqlite", as: "yesterday")
        try world.copy("anchor", as: "anchor-yesterday")
        try await world.grow(2)
        try world.copy("ledger.sqlite", as: "today")
        try world.copy("anchor", as: "anchor-today")
        try world.putBack("yesterday", as: "ledger.sqlite")
        #expect(world.fault()?.cause == .rolledBack)
        #expect(world.fault()?.what.contains("5 entries, but a checkpoint of 7 was signed") == true)
        try FileManager.default.removeItem(atPath: world.path + "/ledger.sqlite")
        #expect(world.fault()?.cause == .rolledBack)
        #expect(world.fault()?.remedy.contains("recover") == true)
        try world.putBack("today", as: "ledger.sqlite")
        #expect(world.fault() == nil)
        try world.putBack("anchor-yesterday", as: "anchor")
        // The checkpoint of 7 came into the file when the store was closed.
        #expect(world.fault()?.cause == .anchorBehind)
        try FileManager.default.removeItem(atPath: world.path + "/anchor")
        #expect(world.fault()?.cause == .anchorLost)
        try world.putBack("anchor-today", as: "anchor")
        #expect(world.fault() == nil)
        try Array("rubbish".utf8).withUnsafeBytes {
            try Data($0).write(to: URL(fileURLWithPath: world.path + "/ledger.sqlite"))
        }
        #expect(world.fault()?.cause == .damaged)
    }

    @Test("P-54: a folder opens with its own log key alone, and nobody else may read that")
    func keys() async throws {
        let world = try await StoreWorld.filled()
        let path = world.path + "/keys/ledger.key"
        chmod(path, 0o644)
        #expect(world.fault()?.cause == .unsafe)
        chmod(path, 0o600)
        let other = try NoteSigner(name: world.ca.origin, seed: [UInt8](repeating: 9, count: 32))
        try FileManager.default.removeItem(atPath: path)
        try FolderKeys.write(other, to: path)
        #expect(world.fault()?.cause == .otherKey)
        let status = try FileManager.default.attributesOfItem(atPath: path)
        #expect(status[.posixPermissions] as? Int == 0o600)
        #expect(throws: StoreError.self) { try FolderKeys.write(other, to: path) }
    }

    @Test("P-4: an entry that somebody put in around the door is not signed; one that was signed is void, and listed")
    func forced() async throws {
        let world = try await StoreWorld.filled()
        let forced = Array("no entry at all".utf8)
        var tree = Tree(world.ca.entries.map { Digest.leaf(of: $0) })
        let file = try LogFile(world.path + "/ledger.sqlite")
        let old = tree.head
        tree.append(.leaf(of: forced))
        try file.append(
            [EntryRow(bytes: forced, leaf: .leaf(of: forced), request: [])], onto: old, making: tree,
            keeping: [])
        file.close()
        #expect(world.fault()?.cause == .damaged)
        let note = try Checkpoint(origin: world.ca.origin, head: tree.head).signed(by: world.ca.ledgerSigner)
        let anchor = try Anchor(world.path + "/anchor")
        try anchor.swap(old, for: SealedHead(head: tree.head, note: note.bytes))
        anchor.close()
        let store = try world.open()
        #expect(store.voids.map(\.place) == [5])
        #expect(store.voids.first?.standing == false)
        #expect(store.published.checkpoint.head == tree.head)
        store.close()
    }

    @Test("P-4: behind the signed head no root binds the bytes: an entry with a broken signature there is never signed")
    func forged() async throws {
        let world = try await StoreWorld.filled()
        _ = try world.forgeEntry()
        let fault = try #require(world.fault())
        #expect(fault.cause == .damaged && fault.what.contains("entry 5, after the last signed head"), "\(fault)")
    }

    @Test("P-4: recover gives such an entry of the old file no more faith")
    func forgedAndRecovered() async throws {
        let world = try await StoreWorld.filled()
        _ = try Export(ofFolder: world.path).write(to: world.root + "/out")
        let hash = try world.forgeEntry()
        #expect(try Recovery.recover(world.path, from: world.root + "/out").size == 5)
        let store = try world.open()
        #expect(store.voids.isEmpty)
        #expect(store.published.state.log.place(of: hash) == nil)
        store.close()
    }
}
