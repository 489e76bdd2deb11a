import Ledger
import Synchronization

/// Who has a line in the journal for reading everybody's names at this size of the ledger: that he did, never what he read.
final class LatelyRead: Sendable {
    private struct Kept {
        let size: Int
        let because: String
        let until: Time
    }
    private let kept = Mutex<[Int: Kept]>([:])
    private static let seconds = 600

    func has(_ reader: Int, size: Int, because: String, at now: Time) -> Bool {
        kept.withLock { kept in
            guard let line = kept[reader], now < line.until else { return false }
            return line.size == size && line.because == because
        }
    }

    func keep(_ reader: Int, size: Int, because: String, at now: Time) {
        kept.withLock { $0[reader] = Kept(size: size, because: because, until: now.adding(LatelyRead.seconds)) }
    }
}
