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

    @Test("9.2: when the anchor refuses, nobody is told that they entered, and nothing is written any more")
    func anchorRefuses() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let before = store.published.checkpoint
        // Around the lock, as a second program with the log's key could.
        let other = Head(root: .of([1]), size: before.head.size + 1)
        let note = try Checkpoint(origin: world.ca.origin, head: other).signed(by: world.ca.ledgerSigner)
        let anchor = try Anchor(world.path + "/anchor")
        try anchor.swap(before.head, for: SealedHead(head: other, note: note.bytes))
        anchor.close()
        world.ca.wait(60)
        world.clock.now = world.ca.now
        var incoming: [Incoming] = []
        for number in 0..<300 {
            incoming.append(try Incoming(checking: world.ca.key(1).submission(world.withdrawal(UInt64(number)))))
        }
        let answers = await withTaskGroup(of: SubmissionResult.self) { group in
            for one in incoming { group.addTask { await store.submit(one) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var unknown = 0
        for answer in answers {
            switch answer {
            case .unknown: unknown += 1
            case .busy(.stopped): break
            case .accepted, .refused, .unfit, .busy: Issue.record("answered \(answer)")
            }
        }
        #expect(unknown > 0 && store.stopped != nil)
        #expect(store.published.checkpoint == before)
        store.close()
        #expect(world.fault()?.cause == .fork)
    }

    @Test("Few batches are on disk without a checkpoint: the next one waits until some are sealed")
    func fewUnsealed() async throws {
        let queue = SealingQueue()
        let batch = AnsweredBatch(
            waiting: [], kept: KeptBatch(outcomes: [], hashes: KeptHashes(), erases: false))
        for _ in 0..<SealingQueue.countMax { queue.put(batch) }
        let done = Mutex(0), seen = Mutex<[Int]>([])
        let put = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            queue.put(batch)
            seen.withLock { $0.append(done.withLock { $0 }) }
            put.signal()
        }
        #expect(queue.take()?.count == SealingQueue.countMax)
        done.withLock { $0 = SealingQueue.countMax }
        queue.done(SealingQueue.countMax)
        #expect(queue.take()?.count == 1)
        queue.done(1)
        queue.drain()
        await withCheckedContinuation { (over: CheckedContinuation<Void, Never>) in
            Thread.detachNewThread {
                put.wait()
                over.resume()
            }
        }
        #expect(seen.withLock { $0 } == [SealingQueue.countMax])
        queue.close()
        #expect(queue.take() == nil)
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
