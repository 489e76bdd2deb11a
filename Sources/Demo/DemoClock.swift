import Ledger
import Synchronization

/// The demonstration's own clock: it runs from nine days ago to now, so that its history has an age.
package final class DemoClock: Sendable {
    private let time: Mutex<Time>

    package init(start: Time) { time = Mutex(start) }

    package var now: Time { time.withLock { $0 } }
    /// Jumps forward to a time, never back.
    package func catchUp(to later: Time) { time.withLock { $0 = max($0, later) } }
    package func pass(seconds: Int) { time.withLock { $0 = $0.adding(seconds) } }
}
