import Dispatch
import Synchronization

/// A batch with those who wait for it.
struct AnsweredBatch: Sendable {
    let waiting: [QueuedSubmission]
    let kept: KeptBatch

    func answer(_ outcomes: [Outcome]) {
        for (waiting, outcome) in zip(waiting, outcomes) { waiting.reply.resume(returning: outcome) }
    }
}

/// The batches between the two threads. Few, so that not much is on disk without a checkpoint.
final class SealingQueue: Sendable {
    private struct Content {
        var batches: [AnsweredBatch] = []
        /// Batches that wait or are being sealed.
        var count = 0
        var isClosed = false
    }
    private let content = Mutex(Content())
    private let bell = DispatchSemaphore(value: 0)
    /// Rung for each batch that is answered; the writer's thread alone waits for it.
    private let answered = DispatchSemaphore(value: 0)
    static let countMax = 4

    /// Puts one in, as soon as there is room.
    func put(_ batch: AnsweredBatch) {
        wait { $0 < SealingQueue.countMax }
        content.withLock {
            $0.batches.append(batch)
            $0.count += 1
        }
        bell.signal()
    }

    /// Waits until all are sealed and answered.
    func drain() { wait { $0 == 0 } }

    private func wait(until isSo: (Int) -> Bool) {
        while !isSo(content.withLock { $0.count }) { answered.wait() }
    }

    /// Waits for the first and takes all that are there: one signature covers them. Nil when it is closed and empty.
    func take() -> [AnsweredBatch]? {
        while true {
            bell.wait()
            let (batches, isOver) = content.withLock { content in
                defer { content.batches = [] }
                return (content.batches, content.isClosed)
            }
            if !batches.isEmpty { return batches }
            if isOver { return nil }
        }
    }

    func done(_ count: Int) {
        content.withLock { $0.count -= count }
        answered.signal()
    }

    func close() {
        content.withLock { $0.isClosed = true }
        bell.signal()
    }
}
