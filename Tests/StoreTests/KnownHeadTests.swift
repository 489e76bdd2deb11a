import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: no size is signed twice. Ledger and anchor of an older backup are found by whatever else remembers a greater head.
@Suite struct KnownHeadTests {
    /// A world in which the ledger grew after a backup, and what lies beside it says so.
    private func world(_ remember: (StoreWorld, LedgerStore) throws -> Void) async throws -> StoreWorld {
        let world = try await StoreWorld.filled()
        try world.copy("ledger.sqlite", as: "old")
        try world.copy("anchor", as: "old-anchor")
        let store = try world.open()
        for number in 1...3 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        try remember(world, store)
        store.close()
        return world
    }

    private func rollBack(_ world: StoreWorld, keeping kept: String?) throws {
        try world.putBack("old", as: "ledger.sqlite")
        try world.putBack("old-anchor", as: "anchor")
        for name in ["checked", "exported"] where name != kept { unlink(world.path + "/" + name) }
    }

    @Test("Architecture 2: with ledger and anchor of an older backup, a segment of the newer journal stops the start")
    func journal() async throws {
        let world = try await world { _, store in try store.journal.seal() }
        try rollBack(world, keeping: nil)
        let fault = try #require(world.fault())
        #expect(fault.cause == .rolledBack && fault.what.contains("segment 0 of the journal knows of 8"), "\(fault)")
        #expect(fault.remedy.contains("recover"))
    }

    @Test("K-21: with ledger, anchor and journal of an older backup, the mark of what was checked here stops the start")
    func mark() async throws {
        let world = try await world { _, _ in }
        try rollBack(world, keeping: "checked")
        let fault = try #require(world.fault())
        #expect(fault.cause == .rolledBack && fault.what.contains("/checked"), "\(fault)")
    }

    @Test(
        "P-71: with all of them older, the last export of this folder stops the start; a folder that remembers nothing opens"
    )
    func exported() async throws {
        let world = try await world { world, store in _ = try Export(of: store).write(to: world.root + "/out") }
        try rollBack(world, keeping: "exported")
        let fault = try #require(world.fault())
        #expect(
            fault.cause == .rolledBack && fault.what.contains("the last export of this folder knows of 8"), "\(fault)")
        let report = try Recovery.recover(world.path, from: world.root + "/out")
        #expect(report.size == 8 && report.signed == 8 && world.fault() == nil)
        try rollBack(world, keeping: nil)
        #expect(world.fault() == nil)
    }

    @Test(
        "Architecture 2: the same for the journal: an older file and anchor are not what was checked or exported here")
    func olderJournal() async throws {
        let world = try await StoreWorld.filled()
        try world.copy("journal.sqlite", as: "old")
        try world.copy("journal-anchor", as: "old-anchor")
        let store = try world.open()
        try store.journal.seal()
        _ = try Export(of: store).write(to: world.root + "/out")
        store.close()
        for kept in ["checked", "journal-exported"] {
            try world.putBack("old", as: "journal.sqlite")
            try world.putBack("old-anchor", as: "journal-anchor")
            let other = kept == "checked" ? "journal-exported" : "checked"
            let bytes = try #require(try DurableFile.read(world.path + "/" + other))
            unlink(world.path + "/" + other)
            let fault = try #require(world.fault())
            #expect(fault.cause == .rolledBack && fault.remedy.contains("--journal"), "\(fault)")
            try DurableFile.write(bytes, to: world.path + "/" + other)
        }
        _ = try JournalRecovery.recover(world.path, from: world.root + "/out")
        #expect(world.fault() == nil)
    }

    @Test(
        "Architecture 2: a ledger that grew another history behind the backup is a fork for the journal that saw the first"
    )
    func forked() async throws {
        let base = try TestCA.small()
        let world = try await world { _, store in try store.journal.seal() }
        try rollBack(world, keeping: nil)
        world.ca = base
        var (writer, _) = try LedgerStore.writer(opening: DataFolder(opening: world.path), clock: world.clock.read)
        for number in 11...14 {
            world.ca.wait(5)
            world.clock.now = world.ca.now
            let submission = try world.ca.key(1).submission(world.withdrawal(UInt64(number)))
            try world.ca.enter(submission.bytes)
            guard case .entered = writer.process([try Incoming(checking: submission)])[0] else {
                Issue.record("\(number) was not entered")
                continue
            }
        }
        writer.close()
        let fault = try #require(world.fault())
        #expect(fault.cause == .fork && fault.what.contains("segment 0 of the journal"), "\(fault)")
    }

    @Test("recover: never below what the journal saw, and the message says what is lost")
    func floor() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        for name in ["ledger.sqlite", "anchor"] { try world.copy(name, as: name) }
        try await world.grow(2)
        let store = try world.open()
        try store.journal.seal()
        store.close()
        for name in ["ledger.sqlite", "anchor"] { try world.putBack(name, as: name) }
        unlink(world.path + "/checked")
        do throws(StoreError) {
            _ = try Recovery.recover(world.path, from: out)
            Issue.record("recovered below what was signed")
        } catch {
            #expect(error.cause == .rolledBack && error.remedy.contains("the entries from 5 to 6 are lost"), "\(error)")
        }
    }

    @Test("recover: a checkpoint that somebody shows counts as signed; one of another key is refused")
    func shown() async throws {
        let world = try await StoreWorld.filled()
        let out = world.root + "/out"
        _ = try Export(ofFolder: world.path).write(to: out)
        let file = world.root + "/shown"
        let head = Head(root: .of([1]), size: 9)
        func fault(_ signer: NoteSigner) throws -> StoreError.Cause? {
            let note = try Checkpoint(origin: world.ca.origin, head: head).signed(by: signer)
            try Data(note.bytes).write(to: URL(fileURLWithPath: file))
            do throws(StoreError) {
                _ = try Recovery.recover(world.path, from: out, accepting: AcceptedLoss(checkpoints: [file]))
                return nil
            } catch { return error.cause }
        }
        #expect(try fault(world.ca.ledgerSigner) == .rolledBack)
        #expect(try fault(NoteSigner(name: world.ca.origin, seed: [UInt8](repeating: 9, count: 32))) == .export)
        #expect(world.fault() == nil)
    }

    @Test("Architecture 2: with every write-ahead log taken away, what was acknowledged is missed, not forgotten")
    func withoutLogs() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        for number in 1...3 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        let crashed = try world.crash([])
        store.close()
        for name in try FileManager.default.contentsOfDirectory(atPath: crashed)
        where name.hasSuffix("-wal") || name.hasSuffix("-shm") {
            unlink(crashed + "/" + name)
        }
        unlink(crashed + "/checked")
        do throws(StoreError) {
            try LedgerStore(opening: DataFolder(opening: crashed), clock: world.clock.read).close()
            Issue.record("three acknowledged entries were forgotten")
        } catch { #expect(error.cause == .rolledBack, "\(error)") }
    }
}
