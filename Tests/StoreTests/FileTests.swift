import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

@Suite struct FileTests {
    @Test("7.5: synchronous is FULL and stays FULL; GRDB's own NORMAL is told from it")
    func pragmas() throws {
        let world = try StoreWorld(TestCA.small())
        let file = try LogFile(world.path + "/ledger.sqlite")
        try DatabaseFile.assertSettings(of: file.pool, DatabaseFile.Manner())
        file.close()
        let plain = try DatabasePool(path: world.path + "/ledger.sqlite")
        #expect(throws: StoreError.self) {
            try DatabaseFile.assertSettings(of: OpenFile(file.path, plain), DatabaseFile.Manner())
        }
        try plain.close()
    }

    @Test(
        "7.5: the triggers stop what would change the past",
        arguments: [
            ("ledger.sqlite", "UPDATE entry SET body = x'00' WHERE idx = 1"),
            ("ledger.sqlite", "DELETE FROM entry WHERE idx = 4"),
            ("ledger.sqlite", "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE idx = 1"),
            ("ledger.sqlite", "INSERT INTO entry SELECT 6, leaf, body, req FROM entry WHERE idx = 4"),
            ("ledger.sqlite", "UPDATE checkpoint SET note = x'00'"),
            ("ledger.sqlite", "DELETE FROM checkpoint"),
            ("ledger.sqlite", "INSERT OR REPLACE INTO checkpoint VALUES (3, x'00')"),
            ("ledger.sqlite", "UPDATE head SET size = 3"),
            ("ledger.sqlite", "UPDATE head SET root = zeroblob(32)"),
            ("ledger.sqlite", "DELETE FROM head"),
        ])
    func triggers(_ file: String, _ sql: String) async throws {
        let world = try await StoreWorld.filled()
        let queue = try DatabaseQueue(path: world.path + "/" + file)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
        try queue.close()
        #expect(world.fault() == nil)
    }

    @Test(
        "Architecture 2: the anchor never goes to a smaller size nor to another root, and only from what it holds"
    )
    func anchor() throws {
        let world = try StoreWorld(TestCA.small())
        let anchor = try Anchor(world.path + "/anchor")
        func sealed(_ size: Int, _ text: String) throws -> SealedHead {
            let head = Head(root: .of(Array(text.utf8)), size: size)
            return SealedHead(
                head: head,
                note: try Checkpoint(origin: world.ca.origin, head: head).signed(by: world.ca.ledgerSigner).bytes)
        }
        let five = try sealed(5, "a"), other = try sealed(5, "b"), six = try sealed(6, "b")
        try anchor.swap(.empty, for: five)
        try anchor.swap(five.head, for: five)
        #expect(throws: StoreError.self) { try anchor.swap(.empty, for: six) }
        #expect(throws: StoreError.self) { try anchor.swap(five.head, for: sealed(4, "b")) }
        #expect(throws: StoreError.self) { try anchor.swap(five.head, for: other) }
        #expect(throws: StoreError.self) { try anchor.swap(other.head, for: six) }
        try anchor.swap(five.head, for: six)
        #expect(try anchor.read(by: world.ca.ledgerSigner.key) == six)
        anchor.close()
        #expect(throws: StoreError.self) { try anchor.swap(six.head, for: sealed(7, "c")) }
    }

    @Test(
        "Architecture 2: a write that is torn leaves the head before it, and no write-ahead log lies beside the anchor")
    func tornAnchor() throws {
        let world = try StoreWorld(TestCA.small())
        let path = world.path + "/anchor"
        let anchor = try Anchor(path)
        let notes = try (1...3).map { size in
            let head = Head(root: .of([UInt8(size)]), size: size)
            return SealedHead(
                head: head,
                note: try Checkpoint(origin: world.ca.origin, head: head).signed(by: world.ca.ledgerSigner).bytes)
        }
        try anchor.swap(.empty, for: notes[0])
        try anchor.swap(notes[0].head, for: notes[1])
        let whole = try #require(try DurableFile.read(path))
        try anchor.swap(notes[1].head, for: notes[2])
        anchor.close()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: world.path).filter { $0.hasPrefix("anchor") } == [
                "anchor"
            ])
        let after = try #require(try DurableFile.read(path))
        let changed = try #require(zip(whole, after).enumerated().first { $0.element.0 != $0.element.1 }?.offset)
        // Half of the new note over the old one.
        try Data(after[..<(changed + 60)] + whole[(changed + 60)...]).write(to: URL(fileURLWithPath: path))
        let torn = try Anchor(path)
        #expect(try torn.read(by: world.ca.ledgerSigner.key) == notes[1])
        torn.close()
    }

    @Test("9.2: two servers on one folder, in one process and in two: the second is told so")
    func lock() throws {
        let world = try StoreWorld(TestCA.small())
        let folder = try DataFolder(opening: world.path)
        do throws(StoreError) {
            _ = try DataFolder(opening: world.path)
            Issue.record("the second one opened it")
        } catch {
            #expect(error.cause == .locked)
            #expect(error.what.contains("process \(getpid())"))
        }
        let run = try DriverRun.run([DriverRun.driver, world.path, "1"])
        #expect(run.code == 1)
        #expect(run.says("closed locked"))
        withExtendedLifetime(folder) {}
    }

    @Test("P-7: an enclosure is what its name says, or not there")
    func enclosures() throws {
        let world = try StoreWorld(TestCA.small())
        let folder = EnclosureFolder(world.path + "/enclosures")
        let bytes = Array("script".utf8)
        #expect(folder.get(.of(bytes)) == nil)
        try folder.put(bytes)
        try folder.put(bytes)
        #expect(folder.get(.of(bytes)) == bytes)
        #expect(folder.has(Enclosure(of: bytes)))
        #expect(!folder.has(Enclosure(length: 5, sha256: .of(bytes))))
        try Data("scrapt".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + Digest.of(bytes).hex))
        #expect(folder.get(.of(bytes)) == nil)
        try folder.put(bytes)
        #expect(folder.get(.of(bytes)) == bytes)
    }

    @Test("P-6: erased content is in no byte of the vault's file")
    func erase() throws {
        let world = try StoreWorld(TestCA.small())
        let path = world.path + "/vault.sqlite"
        let vault = try VaultFile(path)
        let part = OpenedPart(
            name: "reason", key: [UInt8](repeating: 7, count: 32), content: Array("a secret reason".utf8))
        try vault.put([(.of([1]), part), (.of([2]), part)])
        #expect(try vault.part(of: .of([1]), name: "reason") == part)
        try vault.erase([PartReference(statement: .of([1]), part: "reason")])
        try vault.erase([PartReference(statement: .of([2]), part: "reason")])
        #expect(try vault.part(of: .of([1]), name: "reason") == nil)
        for suffix in ["", "-wal"] {
            let bytes = try DurableFile.read(path + suffix) ?? []
            #expect(bytes.firstRange(of: part.content) == nil)
        }
        vault.close()
    }
}
