import Synchronization

/// When a watch looks at the log again: at once when the server's stream hints that something came, and after a while in
/// any case, so that a stream which is silent or lies delays nothing for long.
package struct PollSchedule: Sendable {
    let transport: any Transport
    /// Seconds between two looks where no stream is followed.
    let every: Int
    /// Seconds between two looks beside a stream: what a server that hides news gains.
    let beside: Int
    /// Seconds until a stream that ended is asked for again.
    let again: Int

    package init(_ transport: any Transport, every: Int, beside: Int = 300, again: Int = 60) {
        (self.transport, self.every, self.beside, self.again) = (transport, every, max(beside, every), again)
    }

    /// Reasons to look, without end; those that come while somebody looks are one.
    package func reasons() -> AsyncStream<Void> {
        let (reasons, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let followed = Followed()
        let following = Task {
            while !Task.isCancelled, let hints = transport.hints() {
                for await _ in hints {
                    followed.set(true)
                    continuation.yield()
                }
                // What happened between its end and the next look is not missed for long.
                if followed.set(false) { continuation.yield() }
                guard (try? await Task.sleep(for: .seconds(again))) != nil else { return }
            }
        }
        let ticking = Task {
            var waited = 0
            while (try? await Task.sleep(for: .seconds(every))) != nil {
                waited += every
                guard isDue(after: waited, isFollowed: followed.isSet) else { continue }
                waited = 0
                continuation.yield()
            }
        }
        continuation.onTermination = { _ in
            following.cancel()
            ticking.cancel()
        }
        return reasons
    }

    /// Whether it looks without a hint, so many seconds after it did last.
    package func isDue(after waited: Int, isFollowed: Bool) -> Bool { !isFollowed || waited >= beside }

    /// Whether a stream is followed just now.
    private final class Followed: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }

        /// The value before.
        @discardableResult
        func set(_ new: Bool) -> Bool {
            value.withLock { value in
                defer { value = new }
                return value
            }
        }
    }
}
