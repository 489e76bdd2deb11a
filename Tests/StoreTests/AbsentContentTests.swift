import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// K-14: nothing is destroyed because it is absent, and what is absent is a finding.
@Suite struct AbsentContentTests {
    private func text(_ store: LedgerStore, _ hash: Digest, _ part: String) throws -> String? {
        try store.files.vault.opened(PartReference(statement: hash, part: part)).map {
            String(decoding: $0.content, as: UTF8.self)
        }
    }

    private func causes(_ store: LedgerStore) -> [String] {
        store.published.state.findings(contents: store.mismatches, at: store.clock())
            .filter { $0.rule.name == "content-missing" }.map(\.what)
    }

    @Test("K-14: recover from an older export keeps newer restricted content, and a newer export brings it back")
    func older() async throws {
        let world = try await StoreWorld.filled()
        var store = try world.open()
        let old = world.root + "/old", new = world.root + "/new"
        _ = try Export(of: store).write(to: old)
        let said = try await world.describe(2, ["contact": "ann@example.org"], into: store)
        _ = try Export(of: store).write(to: new)
        store.close()
        // The disk with the ledger is lost, and all that is at hand first is an old export.
        for name in ["ledger.sqlite", "anchor", "checked", "exported"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: world.path + "/" + name + suffix)
            }
        }
        let first = try Recovery.recover(world.path, from: old, accepting: AcceptedLoss(anchor: true))
        #expect(first.strangers == [PartReference(statement: said, part: "contact")])
        store = try world.open()
        #expect(store.strangers.count == 1 && causes(store).isEmpty)
        store.close()
        _ = try Recovery.recover(world.path, from: new, accepting: AcceptedLoss(anchor: true))
        store = try world.open()
        defer { store.close() }
        #expect(store.strangers.isEmpty && causes(store).isEmpty)
        #expect(try text(store, said, "contact") == "ann@example.org")
    }

    @Test("K-14: a part or enclosure that the log names and nobody finds is a finding; one that an act erased is none")
    func missing() async throws {
        let world = try await StoreWorld.filled()
        var store = try world.open()
        let said = try await world.describe(2, ["contact": "ann@example.org", "name": "Ann"], into: store)
        let other = try await world.describe(3, ["contact": "ben@example.org"], into: store)
        try await world.erase(
            EraseContent.kind, .line(["part": .string("contact"), "statement": .string(other.hex)]), into: store)
        store.close()
        store = try world.open()
        #expect(causes(store).isEmpty)
        let place = try #require(store.published.state.log.place(of: said))
        store.close()
        try world.tamper("vault.sqlite", "DELETE FROM sealed WHERE name = 'contact'")
        store = try world.open()
        #expect(causes(store) == ["The part “contact” of entry \(place) is not in the vault, and no act erased it."])
        store.close()
        let folder = FolderLayout(world.path).enclosures
        let lost = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).sorted().last)
        try Data([1]).write(to: URL(fileURLWithPath: folder + "/" + lost))
        // An enclosure that an effect reads stops the replay instead.
        guard let opened = try? world.open() else { return #expect(world.fault()?.cause == .enclosureMissing) }
        store = opened
        defer { store.close() }
        #expect(causes(store).contains { $0.contains(lost) })
    }

    @Test("K-14: what a crash left of the last batch is removed; what the log does not know for another reason stays")
    func unfinished() async throws {
        let world = try await StoreWorld.filled()
        var store = try world.open()
        store.close()
        let vault = try Vault(FolderLayout(world.path))
        func orphan(_ seed: UInt8) -> ArrivingPart {
            ArrivingPart(
                statement: Digest.of([seed]),
                opened: OpenedPart(name: "reason", key: Digest.of([seed]).bytes, content: [seed]),
                stands: DetachedPart(
                    audience: Audience.everyone, commitment: Digest.of([]), exception: nil, name: "reason"),
                subject: .person(1))
        }
        try vault.put([orphan(1)])
        try vault.put([orphan(2)])
        // A crash between the parts of a batch and its entries.
        vault.close(afterFault: true)
        store = try world.open()
        defer { store.close() }
        #expect(store.strangers == [PartReference(statement: Digest.of([1]), part: "reason")])
    }

    @Test("K-14: of a batch that was undone nothing stays in the vault, and it may come again")
    func undone() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        let reason = OpenedPart(name: "reason", key: StoreWorld.key("r"), content: Array("told to wait".utf8))
        world.ca.wait(60)
        world.clock.now = world.ca.now
        let submission = try world.ca.key(1).submission(world.withdrawal(1, detached: [reason]))
        var open = Configuration()
        open.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: world.path + "/ledger.sqlite", configuration: open)
        try await other.writeWithoutTransaction { database in
            try database.beginTransaction(.immediate)
        }
        guard case .busy = await store.submit(try Incoming(checking: submission, parts: [reason])) else {
            return #expect(Bool(false), "it was taken while another program held the file")
        }
        #expect(try store.files.vault.file.part(of: submission.hash, name: "reason") == nil)
        try await other.writeWithoutTransaction { try $0.rollback() }
        try other.close()
        _ = try #require(await store.submit(try Incoming(checking: submission, parts: [reason])).receipt)
        #expect(try store.files.vault.file.part(of: submission.hash, name: "reason") == reason)
    }
}
