import Ledger
import Rules
import Synchronization

/// What a reader has open: a part that he reads again within ten minutes is one reading and one journal line
/// (docs/decisions/0018). Names stand on almost every page; a line for each would hide the readings that matter.
final class OpenedPartCache: Sendable {
    private struct Key: Hashable {
        let reader: Int
        let reference: PartReference
    }
    private struct Lying {
        let opening: Opening
        let until: Time
    }
    private let lying = Mutex<(parts: [Key: Lying], erasures: Int)>(([:], 0))
    private static let seconds = 600
    private static let most = 4096

    /// What lies open; nothing does after another erasure, for it may have been of this.
    func opening(_ reference: PartReference, for reader: Int, at now: Time, erasures: Int) -> Opening? {
        lying.withLock { lying in
            if lying.erasures != erasures { lying = ([:], erasures) }
            guard let found = lying.parts[Key(reader: reader, reference: reference)], now < found.until else {
                return nil
            }
            return found.opening
        }
    }

    /// Lays something open that was read when so many erasures had taken effect. What nobody may read any more does not
    /// stay in memory.
    func keep(_ opening: Opening, as reference: PartReference, for reader: Int, at now: Time, erasures: Int) {
        lying.withLock { lying in
            guard lying.erasures == erasures else { return }
            lying.parts = lying.parts.filter { now < $0.value.until }
            if lying.parts.count >= OpenedPartCache.most { lying.parts = [:] }
            lying.parts[Key(reader: reader, reference: reference)] = Lying(
                opening: opening, until: now.adding(OpenedPartCache.seconds))
        }
    }
}
