import Synchronization

/// What this server counts since its start, for a program that watches it.
package final class Figures: Sendable {
    struct Contents: Sendable {
        /// By status.
        var requests: [Int: Int] = [:]
        /// Refusals by the rule's number, writes that were not made, and those of which nobody knows.
        var refusals: [String: Int] = [:]
        var undone = 0, unknown = 0
        /// How many requests took at most so long, and all of it together.
        var durations = [Int](repeating: 0, count: Figures.seconds.count)
        var durationCount = 0
        var durationSum = 0.0
    }

    static let seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Rules are a closed set; what else should come in here must not grow without end.
    private static let refusalsMax = 1000
    private let contents = Mutex(Contents())

    var now: Contents { contents.withLock { $0 } }

    func answered(_ status: Int, in duration: Duration) {
        let taken = duration / .seconds(1)
        contents.withLock { contents in
            contents.requests[status, default: 0] += 1
            for (index, limit) in Figures.seconds.enumerated() where taken <= limit { contents.durations[index] += 1 }
            contents.durationCount += 1
            contents.durationSum += taken
        }
    }

    func refused(_ rule: String) {
        contents.withLock { contents in
            guard contents.refusals[rule] != nil || contents.refusals.count < Figures.refusalsMax else { return }
            contents.refusals[rule, default: 0] += 1
        }
    }

    func undone() { contents.withLock { $0.undone += 1 } }
    func unknown() { contents.withLock { $0.unknown += 1 } }
}
