import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

@Suite struct PoisonTests {
    @Test(
        "9.2: when somebody else wrote to the file, nobody knows; nothing is signed any more until a restart")
    func secondWriter() async throws {
        let world = try await StoreWorld.filled()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var (writer, published) = try LedgerStore.writer(
            opening: DataFolder(opening: world.path), clock: world.clock.read)
        // Around the lock, as a second program with the same library could.
        let other = try LogFile(world.path + "/ledger.sqlite")
        let entry = Array("somebody else's".utf8)
        var tree = published().state.log.tree
        let old = tree.head
        tree.append(.leaf(of: entry))
        try other.append(
            [EntryRow(bytes: entry, leaf: .leaf(of: entry), request: [])], onto: old, making: tree,
            keeping: [])
        other.close()
        let incoming = try Incoming(checking: world.ca.key(1).submission(world.withdrawal(1)))
        guard case .unknown(let why) = writer.process([incoming])[0] else {
            Issue.record("entered over somebody else's entry")
            return
        }
        #expect(why.contains("Something else wrote"))
        #expect(published().checkpoint.head == old)
        guard case .busy(.stopped) = writer.process([incoming])[0] else {
            Issue.record("went on after an unknown outcome")
            return
        }
        writer.close()
        // A restart does not sign it either: no writer of did not write it.
        #expect(world.fault()?.what.contains("entry 5, after the last signed head") == true)
    }

    @Test("9.2: when the journal's disk fails, the ledger enters and signs nothing either")
    func journalStopsLedger() async throws {
        let world = try await StoreWorld.filled()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var (writer, journal, published) = try LedgerStore.writerAndJournal(
            opening: DataFolder(opening: world.path), clock: world.clock.read)
        let head = published().state.log.head
        try journal.write(JournalTests.line(1, at: world.clock.now))
        // Somebody else moves the journal's anchor: what is signed there, this program no longer knows.
        let other = try Anchor(world.path + "/journal-anchor", of: .journal)
        let ahead = Head(root: .of([1]), size: journal.head.size + 1)
        let note = try Checkpoint(origin: world.ca.journalSigner.key.name, head: ahead).signed(
            by: world.ca.journalSigner)
        try other.swap(journal.head, for: SealedHead(head: ahead, note: note.bytes))
        other.close()
        #expect(throws: StoreError.self) { try journal.seal() }
        #expect(journal.stopped != nil)
        let incoming = try Incoming(checking: world.ca.key(1).submission(world.withdrawal(1)))
        guard case .busy(.stopped) = writer.process([incoming])[0] else {
            Issue.record("the ledger went on beside a journal that writes nothing")
            return
        }
        #expect(published().state.log.head == head)
        journal.close()
        writer.close()
    }

    @Test("7.5: bytes that read back otherwise than they were written are never signed")
    func flippedBit() async throws {
        let world = try await StoreWorld.filled()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var (writer, published) = try LedgerStore.writer(
            opening: DataFolder(opening: world.path), clock: world.clock.read)
        let before = published().checkpoint.head
        // The file itself falsifies what is put into it.
        try world.spoil()
        let incoming = try Incoming(checking: world.ca.key(1).submission(world.withdrawal(1)))
        guard case .unknown(let why) = writer.process([incoming])[0] else {
            Issue.record("signed")
            return
        }
        #expect(why.contains("different bytes were read back"))
        #expect(published().checkpoint.head == before)
        writer.close()
        #expect(world.fault()?.cause == .damaged)
    }
}
