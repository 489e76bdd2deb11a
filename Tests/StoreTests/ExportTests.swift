import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

@Suite struct ExportTests {
    /// All names of files in a folder, hidden ones too, sorted.
    private func names(_ path: String) -> [String] {
        let walk = FileManager.default.enumerator(atPath: path)
        return (walk?.allObjects as? [String] ?? []).filter {
            DurableFile.length(path + "/" + $0) != nil
        }.sorted()
    }

    /// Reads an export as a verifier does: checkpoint, bundles, tiles, root.
    private func check(_ out: String, _ world: StoreWorld, size: Int) throws {
        let folder = try ExportFolder(out)
        let head = try folder.checkpoint(by: world.ca.ledgerSigner.key).head
        #expect(head.size == size)
        var entries: [[UInt8]] = []
        try folder.entries(below: size) { (entry) throws(StoreError) in entries.append(entry) }
        #expect(entries == Array(world.ca.entries.prefix(size)))
        let hashes = KeptHashes(entries.map { Digest.leaf(of: $0) })
        #expect(hashes.tree.head == head)
        for path in TilePath.all(at: size) where path.content != .entries {
            #expect(try folder.read(.tile(path)) == hashes.tile(path).map { HashTile.encoded($0) }, "\(path)")
        }
        let expected = Set(TilePath.all(at: size).map(\.text))
        #expect(Set(names(out).filter { $0.hasPrefix("tile/") }) == expected)
        #expect(names(out).allSatisfy { ExportPath($0) != nil })
    }

    @Test(
        "SP-1.2g, P-71: an export holds what a verifier needs, goes on from an earlier one, and keeps no old partial tile"
    )
    func export() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        let report = try Export(ofFolder: world.path).write(to: out)
        #expect(report.size == 5 && report.from == 0 && report.missing.isEmpty)
        try check(out, world, size: 5)
        let part = OpenedPart(
            name: "reason", key: [UInt8](repeating: 7, count: 32), content: Array("because".utf8))
        let bytes = Array("script".utf8)
        let store = try world.open()
        try await world.enter(
            world.withdrawal(1, detached: [part], enclosures: [bytes]), parts: [part], enclosures: [bytes],
            into: store)
        for number in 2..<300 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        // The server has the folder open meanwhile, and an export of the open store says the same.
        let second = try Export(ofFolder: world.path).write(to: out)
        #expect(second.from == 5 && second.size == 304 && second.missing.isEmpty)
        try check(out, world, size: 304)
        let whole = world.root + "/whole"
        _ = try Export(of: store).write(to: whole)
        try check(whole, world, size: 304)
        let hash = try Entry(bytes: world.ca.entries[5]).hash
        let folder = try ExportFolder(out)
        #expect(try folder.read(.detached(statement: hash, name: "reason")) == part.key + part.content)
        #expect(try folder.read(.enclosure(.of(bytes))) == bytes)
        #expect(
            names(out).filter { !$0.hasPrefix("checkpoints/") }
                == names(whole).filter { !$0.hasPrefix("checkpoints/") })
        // What /log/ serves is the same tree.
        for name in names(whole) {
            let path = try #require(ExportPath(name))
            #expect(try store.file(path) == DurableFile.read(whole + "/" + name), "\(name)")
        }
        #expect(try store.file(#require(ExportPath("tile/entries/001.p/49"))) == nil)
        let third = try Export(of: store).write(to: out)
        #expect(third.from == 304 && third.files == 0)
        store.close()
    }

    @Test("P-71: an OUT of another ledger, ahead, or with another history is not written over")
    func unfit() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        func fault() -> StoreError.Cause? {
            do throws(StoreError) {
                _ = try Export(ofFolder: world.path).write(to: out)
                return nil
            } catch { return error.cause }
        }
        #expect(fault() == nil)
        try world.copy("ledger.sqlite", as: "old")
        try world.copy("anchor", as: "anchor")
        try await world.grow(1)
        #expect(fault() == nil)
        try world.putBack("old", as: "ledger.sqlite")
        #expect(fault() == .rolledBack)
        try world.putBack("anchor", as: "anchor")
        // Both files rolled back: the folder cannot know it, but OUT does.
        #expect(fault() == .fork)
        let before = names(out)
        let signer = try NoteSigner(name: world.ca.origin, seed: [UInt8](repeating: 9, count: 32))
        let forged = try Checkpoint(origin: world.ca.origin, head: world.ca.state.log.head).signed(by: signer)
        try ExportFolder(out).write(forged.bytes, at: .checkpoint)
        #expect(fault() == .export)
        #expect(names(out) == before)
    }

    @Test("P-71: what is missing is named, and the rest is exported")
    func missing() async throws {
        let world = try await StoreWorld.filled()
        let policy = try #require(world.ca.documents["policy"])
        try FileManager.default.removeItem(atPath: world.path + "/enclosures/" + policy.hex)
        let report = try Export(ofFolder: world.path).write(to: world.root + "/out")
        #expect(report.missing == ["enclosures/" + policy.hex])
        // The start needs it, because the founding's rule reads it (P-7).
        let fault = try #require(world.fault())
        #expect(fault.cause == .enclosureMissing && fault.what.contains(policy.hex))
    }

    @Test("P-71: one export at a time into one folder: a second one is refused, and writes nothing")
    func oneAtATime() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        let first = try ExportFolder(out, isWritten: true)
        do throws(StoreError) {
            _ = try Export(ofFolder: world.path).write(to: out)
            Issue.record("two exports wrote to one folder")
        } catch { #expect(error.cause == .locked && error.what.contains("Another export writes to"), "\(error)") }
        #expect(names(out) == [".lock"])
        first.finish()
        _ = try Export(ofFolder: world.path).write(to: out)
        try check(out, world, size: 5)
        // Many at once: each is done or refused, and what is there is whole.
        let store = try world.open()
        for number in 1...40 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        let path = world.path
        let outcomes = await withTaskGroup(of: StoreError?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    do throws(StoreError) {
                        _ = try Export(ofFolder: path).write(to: out)
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        store.close()
        #expect(outcomes.contains(nil) && outcomes.compactMap(\.self).allSatisfy { $0.cause == .locked })
        try check(out, world, size: 45)
    }

    @Test("P-71: what an export that was killed was just writing is gone with the next one, erased contents too")
    func killed() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        let secret = Array("erased since".utf8)
        // As a kill leaves it: bytes in their temporary file, the lock's file without a holder.
        try FileManager.default.createDirectory(atPath: out + "/.writing", withIntermediateDirectories: true)
        for name in [".writing/file", ".lock"] { try Data(secret).write(to: URL(fileURLWithPath: out + "/" + name)) }
        #expect(!world.files(with: [secret], below: out).isEmpty)
        _ = try Export(ofFolder: world.path).write(to: out)
        #expect(world.files(with: [secret], below: out).isEmpty)
        try check(out, world, size: 5)
    }
}
