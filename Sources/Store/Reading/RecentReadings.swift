import Ledger
import Rules
import Synchronization

/// Who has a line in the journal for reading everybody's names, and of which statements: that they did, never what they read.
final class RecentReadings: Sendable {
    private struct Line {
        let names: Set<PartReference>
        let because: String
        let until: Time
    }
    private let kept = Mutex<[Int: Line]>([:])
    private static let seconds = 600

    func has(_ reader: Int, names: Set<PartReference>, because: String, at now: Time) -> Bool {
        kept.withLock { kept in
            guard let line = kept[reader], now < line.until else { return false }
            return line.names == names && line.because == because
        }
    }

    func keep(_ reader: Int, names: Set<PartReference>, because: String, at now: Time) {
        kept.withLock { kept in
            kept = kept.filter { now < $0.value.until }
            kept[reader] = Line(names: names, because: because, until: now.adding(RecentReadings.seconds))
        }
    }
}
