import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@testable import Store

/// What a mailbox answered those whom it did not take.
private final class Refusals: Sendable {
    private let list = Mutex<[Busy]>([])
    var all: [Busy] { list.withLock { $0 } }
    func append(_ busy: Busy) { list.withLock { $0.append(busy) } }
}

@Suite struct QueueTests {
    /// Puts so many submissions of a weight into a mailbox that nobody empties; the refusals.
    private func overflow(_ count: Int, weight: Int) async throws -> [Busy] {
        let world = try StoreWorld(TestCA.small())
        let incoming = try world.incoming(1)
        let mailbox = Mailbox()
        let busy = Refusals()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    _ = await withCheckedContinuation { (reply: CheckedContinuation<Outcome, Never>) in
                        let refusal = mailbox.put(QueuedSubmission(incoming: incoming, weight: weight, reply: reply))
                        guard let refusal else { return }
                        busy.append(refusal)
                        reply.resume(returning: .busy(refusal))
                    }
                }
            }
            // Those that wait are answered when all are in.
            while mailbox.count + busy.all.count < count { await Task.yield() }
            mailbox.close()
            while let batch = mailbox.take() {
                #expect(batch.count <= Mailbox.batchCountMax)
                #expect(batch.count == 1 || batch.reduce(0) { $0 + $1.weight } <= Mailbox.batchBytesMax)
                for waiting in batch { waiting.reply.resume(returning: .busy(.queue)) }
            }
        }
        return busy.all
    }

    @Test(
        "7.5: the queue takes so many submissions and no more; whoever comes then is told, and nobody is lost"
    )
    func tooMany() async throws {
        let busy = try await overflow(Mailbox.countMax + 3, weight: 1)
        #expect(busy == [.queue, .queue, .queue])
    }

    @Test("7.5: the queue takes so many bytes and no more")
    func tooLong() async throws {
        let busy = try await overflow(10, weight: Mailbox.bytesMax / 8)
        #expect(busy.count == 2)
    }

    @Test("7.5: a mailbox that is closed takes nothing and hands out what it had")
    func closed() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        store.close()
        guard case .busy(.stopped) = await store.submit(try world.incoming(1)) else {
            Issue.record("taken after the end")
            return
        }
    }

    @Test(
        "section 14: 200 clients at once: every one has a place of its own, each proof holds, readers see no gap"
    )
    func manyClients() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var incoming: [Incoming] = []
        for number in 0..<200 {
            incoming.append(
                try Incoming(checking: world.ca.key(1).submission(world.withdrawal(UInt64(number)))))
        }
        let sizes = store.sizes()
        let listener = Task {
            var seen: [Int] = []
            for await size in sizes { seen.append(size) }
            return seen
        }
        let receipts = await withTaskGroup(of: Receipt?.self) { group in
            for one in incoming { group.addTask { await store.submit(one).receipt } }
            return await group.reduce(into: []) { $0.append($1) }
        }.compactMap(\.self)
        #expect(Set(receipts.map(\.place)) == Set(5..<205))
        for receipt in receipts {
            let head = receipt.checkpoint.head
            #expect(Proof.includes(receipt.leaf, at: receipt.place, in: head, path: receipt.proof))
        }
        #expect(store.published.state.log.size == 205)
        #expect(try store.files.ledger.checkpoints().count < 205)
        store.close()
        let seen = await listener.value
        #expect(seen == seen.sorted() && seen.last == 205)
        #expect(world.fault() == nil)
    }

    @Test("A published state stays as it was while the ledger goes on")
    func snapshots() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let before = store.published
        let (root, hash) = (before.state.log.head, before.state.world.stateHash)
        for number in 0..<20 { try await world.enter(world.withdrawal(UInt64(number)), into: store) }
        #expect(before.state.log.head == root)
        #expect(before.state.world.stateHash == hash)
        #expect(before.hashes.size == 5)
        #expect(before.hashes.root(at: 5) == root.root)
        #expect(store.published.hashes.consistencyProof(from: 5, to: 25) != nil)
        store.close()
    }
}
