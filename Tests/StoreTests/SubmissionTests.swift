import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

@Suite struct SubmissionTests {
    @Test(
        "P-5: equal bytes get their old receipt, now and after a restart; other signature bytes are refused")
    func duplicates() async throws {
        let world = try await StoreWorld.filled()
        world.ca.setKey(1, world.ca.key(1))
        var store = try world.open()
        let statement = world.withdrawal(1)
        let first = try #require(try await world.enter(statement, into: store).receipt)
        let again = try #require(await store.submit(try world.incoming(first.place)).receipt)
        #expect(again.place == first.place && again.leaf == first.leaf && again.takesEffect == nil)
        #expect(store.published.state.log.size == world.ca.entries.count)
        store.close()
        store = try world.open()
        #expect(await store.submit(try world.incoming(first.place)).receipt?.place == first.place)
        // Another key of somebody else over the same line: other bytes, so no receipt.
        let other = try SoftwareKey(.ed25519, seed: "other").submission(statement)
        guard case .refused(let refusal, _) = await store.submit(try Incoming(checking: other)) else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.clause.hasPrefix("P-"))
        store.close()
    }

    @Test("P-5: the same submission twice in one batch is one entry; a batch numbers without gaps")
    func sameBatch() async throws {
        let world = try await StoreWorld.filled()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var (writer, published) = try LedgerStore.writer(
            opening: DataFolder(opening: world.path), clock: world.clock.read)
        let one = try Incoming(checking: world.ca.key(1).submission(world.withdrawal(1)))
        let two = try Incoming(checking: world.ca.key(1).submission(world.withdrawal(2)))
        let outcomes = writer.process([one, one, two, one])
        let places = outcomes.map { outcome -> Int? in
            switch outcome {
            case .entered(let place, _), .stands(let place): place
            default: nil
            }
        }
        #expect(places == [5, 5, 6, 5])
        #expect(published().state.log.size == 7)
        writer.close()
    }

    @Test("P-33: what is refused changes nothing and is answered by a note over the head that was asked")
    func refused() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let before = store.published
        world.ca.wait(60)
        world.clock.now = world.ca.now
        // p1's statement with p2's key.
        let submission = try world.ca.key(2).submission(world.withdrawal(1))
        guard case .refused(let refusal, let bytes) = await store.submit(try Incoming(checking: submission))
        else {
            Issue.record("not refused")
            return
        }
        let note = try RefusalNote(
            verifying: bytes, origin: world.ca.origin, keys: [world.ca.ledgerSigner.key])
        #expect(note.asked == before.checkpoint.head)
        #expect(note.statement == submission.hash)
        #expect(note.rule == refusal.clause)
        #expect(store.published.state.log.head == before.state.log.head)
        #expect(store.published.state.world.stateHash == before.state.world.stateHash)
        store.close()
    }

    @Test(
        "P-33: what was decided on entries that did not get in was not decided; what does not rest on them stands"
    )
    func undone() async throws {
        let world = try await StoreWorld.filled()
        let batch = Batch(on: world.ca.state, at: world.ca.now)
        let refusal = Refusal("P-8", "no")
        let disk = Busy.disk("full")
        func isBusy(_ outcome: Outcome) -> Bool {
            if case .busy(let busy) = batch.undone(outcome, disk) { busy == disk } else { false }
        }
        #expect(isBusy(.entered(5, takesEffect: false)))
        #expect(isBusy(.stands(5)))
        #expect(!isBusy(.stands(4)))
        #expect(!isBusy(.refused(refusal, asked: batch.base)))
        #expect(isBusy(.refused(refusal, asked: Head(root: .ofNothing, size: 6))))
    }

    @Test("P-33: hostile text in a refusal cannot end the line or turn it, and fits")
    func noteLine() {
        let hostile = Refusal("P-4", "a\nb\u{202E}c\u{7F}" + String(repeating: "ü", count: 900))
        let line = hostile.noteLine
        #expect(line.utf8.count <= 1000 && line.utf8.count > 990)
        #expect(line.hasPrefix("a\u{FFFD}b\u{FFFD}c\u{FFFD}ü"))
        #expect(Refusal("P-4", "").noteLine == "refused")
    }

    @Test("P-54: a fresh folder takes nothing but a founding with its own keys and origin")
    func founding() async throws {
        let world = try StoreWorld(TestCA.small())
        let store = try world.open()
        #expect(store.published.checkpoint.head == .empty)
        world.clock.now = world.ca.now
        func unfit(_ incoming: Incoming, _ says: String) async {
            guard case .unfit(let malformed) = await store.submit(incoming) else {
                Issue.record("taken or refused: \(says)")
                return
            }
            #expect(malformed.what.contains(says))
        }
        await unfit(try world.incoming(1), "no founding yet")
        var other = try TestCA(origin: "demonstration/other.example")
        try other.found([["council"], ["council"], ["council"]])
        await unfit(
            try StoreWorld.incoming(other.entries[0], other.enclosures), "is for demonstration/other.example")
        store.close()
        let foreign = try StoreWorld(try TestCA.small())
        try FileManager.default.removeItem(atPath: foreign.path)
        try DataFolder.create(at: foreign.path, origin: foreign.ca.origin)
        let fresh = try foreign.open()
        guard case .unfit(let malformed) = await fresh.submit(try foreign.incoming(0)) else {
            Issue.record("a founding with other keys was taken")
            return
        }
        #expect(malformed.what.contains("does not name the ledger key of this data folder"))
        fresh.close()
    }

    @Test("P-10: a clock put back a little is the log's clock; one that is wrong records nobody and says so")
    func clock() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let last = try #require(store.published.state.log.clock)
        world.clock.now = last.adding(-30)
        let near = try world.ca.key(1).submission(world.withdrawal(1))
        let place = try #require(await store.submit(try Incoming(checking: near)).receipt).place
        let entry = try #require(try store.body(at: place))
        #expect(try Entry(bytes: entry).recorded == last)
        for wrong in [-3600, 86_400] {
            world.clock.now = last.adding(wrong)
            let late = try world.ca.key(1).submission(world.withdrawal(2))
            guard case .refused(let refusal, _) = await store.submit(try Incoming(checking: late)) else {
                Issue.record("recorded by a clock \(wrong) s off")
                continue
            }
            #expect(refusal.clause == "P-10")
            #expect(refusal.what.contains(last.adding(wrong).text))
        }
        store.close()
    }
}
