import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: what an export and the old file still hold is brought back whole, and nothing is ever signed below or beside
/// what was signed before.
@Suite struct RecoveryTests {
    private let part = OpenedPart(
        name: "reason", key: [UInt8](repeating: 7, count: 32), content: Array("because".utf8))

    /// A ledger of 8 entries, one with a content and an enclosure, exported, and closed.
    private func exported() async throws -> (StoreWorld, out: String) {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let bytes = Array("script".utf8)
        try await world.enter(
            world.withdrawal(1, detached: [part], enclosures: [bytes]), parts: [part], enclosures: [bytes],
            into: store)
        for number in 2...3 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        store.close()
        _ = try Export(ofFolder: world.path).write(to: world.root + "/out")
        return (world, world.root + "/out")
    }

    private func recover(_ world: StoreWorld, _ out: String, withoutAnchor: Bool = false) -> Result<
        Recovery.Report, StoreError
    > {
        Result { () throws(StoreError) in
            try Recovery.recover(world.path, from: out, accepting: AcceptedLoss(anchor: withoutAnchor))
        }
    }

    private func fault(_ result: Result<Recovery.Report, StoreError>) -> StoreError.Cause? {
        if case .failure(let error) = result { error.cause } else { nil }
    }

    /// The store opens, holds exactly the CA's entries up to a size, and goes on.
    private func check(_ world: StoreWorld, size: Int) async throws {
        let store = try world.open()
        #expect(store.published.state.log.size == size)
        #expect(try store.entries(0..<size) == Array(world.ca.entries.prefix(size)))
        #expect(store.published.checkpoint.head == store.published.state.log.head)
        if size == world.ca.entries.count {
            #expect(store.published.state.world.stateHash == world.ca.state.world.stateHash)
            let answer = try await world.enter(world.withdrawal(99), into: store)
            #expect(answer.receipt?.place == size)
        }
        store.close()
    }

    @Test("recover: a lost ledger with its enclosures comes back from an export")
    func lost() async throws {
        let (world, out) = try await exported()
        for name in ["ledger.sqlite", "enclosures", "vault.sqlite"] {
            try FileManager.default.removeItem(atPath: world.path + "/" + name)
        }
        let report = try recover(world, out).get()
        #expect(report.size == 8 && report.signed == 8)
        let store = try world.open()
        #expect(try store.publicContent(of: Entry(bytes: world.ca.entries[5]).hash, name: "reason") == part)
        #expect(store.enclosure(.of(Array("script".utf8))) != nil)
        store.close()
        try await check(world, size: 8)
    }

    @Test("recover: a rolled-back ledger comes back, and the old file is kept aside")
    func rolledBack() async throws {
        let world = try await StoreWorld.filled()
        try world.copy("ledger.sqlite", as: "old")
        try await world.grow(3)
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        try world.putBack("old", as: "ledger.sqlite")
        #expect(world.fault()?.cause == .rolledBack)
        let report = try recover(world, out).get()
        #expect(report.size == 8)
        let aside = try #require(report.aside)
        #expect(DurableFile.length(aside + "/ledger.sqlite") != nil)
        try await check(world, size: 8)
    }

    @Test("recover: what an older export lacks is taken from the old file, if that still holds it")
    func olderExport() async throws {
        let (world, out) = try await exported()
        try await world.grow(2)
        try world.tamper("ledger.sqlite", "UPDATE entry SET body = zeroblob(100) WHERE idx = 3")
        #expect(world.fault()?.cause == .damaged)
        #expect(try recover(world, out).get().size == 10)
        try await check(world, size: 10)
    }

    @Test("recover: a file with a trigger that is not ours does not open, and what only it holds is not lost")
    func addedTrigger() async throws {
        let (world, out) = try await exported()
        try await world.grow(2)
        let queue = try DatabaseQueue(path: world.path + "/ledger.sqlite")
        try await queue.write {
            try $0.execute(sql: "CREATE TRIGGER keep AFTER INSERT ON entry BEGIN SELECT 1; END")
        }
        try queue.close()
        #expect(world.fault()?.what.contains("keep") == true)
        #expect(try recover(world, out).get().size == 10)
        try await check(world, size: 10)
    }

    @Test(
        "recover: never below the highest signed size: an export that ends before it is refused, all stays as it was"
    )
    func tooOld() async throws {
        let (world, out) = try await exported()
        try await world.grow(2)
        try world.tamper("ledger.sqlite", "UPDATE entry SET body = zeroblob(100) WHERE idx = 9")
        let before = try DurableFile.read(world.path + "/ledger.sqlite")
        #expect(fault(recover(world, out)) == .rolledBack)
        #expect(try DurableFile.read(world.path + "/ledger.sqlite") == before)
        #expect(world.fault()?.cause == .damaged)
        // Without the old file the anchor alone says so.
        try FileManager.default.removeItem(atPath: world.path + "/ledger.sqlite")
        #expect(fault(recover(world, out)) == .rolledBack)
    }

    @Test("recover: an export beyond a rolled-back folder raises the anchor, so nothing is signed below it")
    func bothRolledBack() async throws {
        let world = try await StoreWorld.filled()
        try world.copy("ledger.sqlite", as: "old")
        try world.copy("anchor", as: "anchor")
        try await world.grow(3)
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        try world.putBack("old", as: "ledger.sqlite")
        try world.putBack("anchor", as: "anchor")
        #expect(
            try recover(world, out).get()
                == Recovery.Report(
                    size: 8, signed: 8, aside: world.path + "/aside/1", voids: [:], lost: [], strangers: []))
        try await check(world, size: 8)
    }

    @Test("recover: an export with another history is refused; so is one of another key, a damaged one, none")
    func unfit() async throws {
        let (world, out) = try await exported()
        #expect(fault(recover(world, world.root + "/nothing")) == .export)
        // The folder grew another history behind entry 8 than an export that the same key signed.
        let twin = try StoreWorld(world.ca)
        let store = try twin.open()
        for place in 0..<8 {
            twin.clock.now = try Entry(bytes: world.ca.entries[place]).recorded
            let entry = world.ca.entries[place]
            let submission = try Submission(bytes: Array(entry.dropLast(30)))
            let parts = submission.statement.detached.isEmpty ? [] : [part]
            let incoming = try Incoming(
                checking: submission, parts: parts,
                enclosures: submission.statement.enclosures.compactMap { world.ca.enclosures[$0.sha256] })
            _ = await store.submit(incoming)
        }
        store.close()
        try await twin.grow(2)
        _ = try Export(ofFolder: twin.path).write(to: twin.root + "/out")
        world.ca.wait(1)
        try await world.grow(1)
        #expect(fault(recover(world, twin.root + "/out")) == .fork)
        #expect(world.fault() == nil)
        let bundle = out + "/tile/entries/000.p/8"
        var bytes = try #require(try DurableFile.read(bundle))
        bytes[100] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: bundle))
        #expect(fault(recover(world, out)) == .export)
        let signer = try NoteSigner(name: world.ca.origin, seed: [UInt8](repeating: 9, count: 32))
        let forged = try Checkpoint(origin: world.ca.origin, head: .empty).signed(by: signer)
        try ExportFolder(out).write(forged.bytes, at: .checkpoint)
        #expect(fault(recover(world, out)) == .export)
        #expect(world.fault() == nil)
    }

    @Test(
        "7.6: a lost anchor is set anew only when people say so, and never below what is known to be signed")
    func lostAnchor() async throws {
        let (world, out) = try await exported()
        try await world.grow(2)
        try FileManager.default.removeItem(atPath: world.path + "/anchor")
        #expect(fault(recover(world, out)) == .anchorLost)
        #expect(try recover(world, out, withoutAnchor: true).get().signed == 10)
        try await check(world, size: 10)
    }

    @Test("recover: interrupted after the building, it is asked for again and goes on")
    func interrupted() async throws {
        let (world, out) = try await exported()
        let log = try LogRecovery(of: .ledger, in: world.path, from: out, accepting: AcceptedLoss())
        let anchor = try Anchor(log.layout.anchor)
        let anchored = try anchor.read(by: log.key)
        anchor.close()
        try RebuiltLedger(log, anchored: anchored).build()
        log.folder.release()
        #expect(world.fault()?.what.contains("interrupted") == true)
        try FileManager.default.removeItem(atPath: world.path + "/ledger.sqlite")
        #expect(try recover(world, out).get().size == 8)
        try await check(world, size: 8)
    }
}
