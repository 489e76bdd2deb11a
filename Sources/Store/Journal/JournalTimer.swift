import Foundation
import Synchronization

/// The thread that lets segments close in time. It looks often and does nothing most of the time.
final class JournalTimer: Sendable {
    private let bell = DispatchSemaphore(value: 0)
    private let isOver = Mutex(false)
    /// Seconds between two looks.
    static let period = 15

    init(_ journal: Journal) {
        let thread = Thread { [bell] in
            // A fault is kept by the journal, which tells the store.
            repeat { try? journal.tick() } while bell.wait(timeout: .now() + .seconds(JournalTimer.period)) == .timedOut
        }
        thread.name = "journal timer"
        thread.start()
    }

    /// Ends the thread at its next look; a look that is under way goes to its end.
    func end() {
        if isOver.withLock({ over in
            defer { over = true }
            return over
        }) {
            return
        }
        bell.signal()
    }
}
