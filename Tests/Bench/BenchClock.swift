import Ledger
import Synchronization
import TestWorld

/// The clock of a store that takes entries made before.
final class BenchClock: Sendable {
    private let time = Mutex(TestCA.start)
    var now: Time {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
    var read: @Sendable () -> Time { { self.now } }
}
