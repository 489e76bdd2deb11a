import Dispatch
import Synchronization

/// A submission that waits, and who waits for it. It is never taken back: a client that went away asks again
/// with the same bytes.
struct QueuedSubmission: Sendable {
    let incoming: Incoming
    let weight: Int
    let reply: CheckedContinuation<Outcome, Never>
}

/// The bounded queue in front of the writer's thread.
final class Mailbox: Sendable {
    /// Submissions that wait at most.
    static let countMax = 4096
    /// Bytes that wait at most: a statement with as many contents as one may have (K-22), beside all others.
    static let bytesMax = 64 << 20
    /// Submissions in a batch at most.
    static let batchCountMax = 256
    /// Bytes in a batch at most, unless one alone has more.
    static let batchBytesMax = 4 << 20

    private struct Content {
        var waiting: [QueuedSubmission] = []
        var bytes = 0
        var isClosed = false
    }
    private let content = Mutex(Content())
    /// Rung when the queue turns from empty to not empty, and when it closes.
    private let bell = DispatchSemaphore(value: 0)

    /// Puts one in; the answer says why not, nil when it waits now.
    func put(_ waiting: QueuedSubmission) -> Busy? {
        let (refusal, rings): (Busy?, Bool) = content.withLock { content in
            if content.isClosed { return (.stopped("The store is being closed."), false) }
            guard content.waiting.count < Mailbox.countMax, content.bytes + waiting.weight <= Mailbox.bytesMax
            else {
                return (.queue, false)
            }
            content.waiting.append(waiting)
            content.bytes += waiting.weight
            return (nil, content.waiting.count == 1)
        }
        if rings { bell.signal() }
        return refusal
    }

    /// Waits for the first one and takes what has gathered, without a timer: the last sync was the time to
    /// gather. Nil when it is closed and empty.
    func take() -> [QueuedSubmission]? {
        while true {
            bell.wait()
            let (batch, isMore, isOver): ([QueuedSubmission], Bool, Bool) = content.withLock { content in
                var count = 0
                var bytes = 0
                for waiting in content.waiting.prefix(Mailbox.batchCountMax) {
                    guard count == 0 || bytes + waiting.weight <= Mailbox.batchBytesMax else { break }
                    count += 1
                    bytes += waiting.weight
                }
                let batch = Array(content.waiting.prefix(count))
                content.waiting.removeFirst(count)
                content.bytes -= bytes
                return (batch, !content.waiting.isEmpty, content.isClosed && content.waiting.isEmpty)
            }
            // What was left is a queue that turned not empty, as far as the next round is concerned.
            if isMore || isOver { bell.signal() }
            if !batch.isEmpty { return batch }
            if isOver { return nil }
        }
    }

    /// How many wait.
    var count: Int { content.withLock { $0.waiting.count } }
    /// Whether nobody waits.
    var isEmpty: Bool { count == 0 }

    /// Takes no more; what waits is still handed out.
    func close() {
        content.withLock { $0.isClosed = true }
        bell.signal()
    }
}
