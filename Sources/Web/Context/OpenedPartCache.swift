import Ledger
import Rules
import Store
import Synchronization

/// What a reader has open: a part that they read again within ten minutes is one reading and one journal line
/// (docs/decisions/0018). Names stand on almost every page; a line for each would hide the readings that matter.
final class OpenedPartCache: Sendable {
    private struct Key: Hashable {
        let reader: Int
        let reference: PartReference
    }
    private struct Kept {
        let part: OpenedPart
        let until: Time
    }
    private let kept = Mutex<(parts: [Key: Kept], erasures: Int)>(([:], 0))
    private static let seconds = 600
    private static let most = 4096
    /// Photos lie here too: together no more than this.
    private static let bytesMax = 64 << 20

    /// What lies open; nothing does after another erasure, for it may have been of this.
    func part(_ reference: PartReference, for reader: Int, at now: Time, erasures: Int) -> OpenedPart? {
        kept.withLock { kept in
            if kept.erasures != erasures { kept = ([:], erasures) }
            guard let found = kept.parts[Key(reader: reader, reference: reference)], now < found.until else {
                return nil
            }
            return found.part
        }
    }

    /// Lays something open that was read when so many erasures had taken effect. What nobody may read any more does not
    /// stay in memory.
    func keep(_ part: OpenedPart, as reference: PartReference, for reader: Int, at now: Time, erasures: Int) {
        kept.withLock { kept in
            guard kept.erasures == erasures else { return }
            kept.parts = kept.parts.filter { now < $0.value.until }
            let bytes = kept.parts.values.reduce(part.content.count) { $0 + $1.part.content.count }
            if kept.parts.count >= OpenedPartCache.most || bytes > OpenedPartCache.bytesMax { kept.parts = [:] }
            kept.parts[Key(reader: reader, reference: reference)] = Kept(
                part: part, until: now.adding(OpenedPartCache.seconds))
        }
    }
}
