import Ledger
import Rules
import Store
import Synchronization

/// Files that were sent with a form and whose statement is not signed yet: in memory, for its sender alone, until the
/// statement is over. They reach no disk before somebody signed for them (docs/decisions/0060).
final class HeldFiles: Sendable {
    /// Of everybody together, and of one person: two statements with as much as each may have.
    static let allBytesMax = 192 << 20
    static let ownBytesMax = 48 << 20

    private struct Held {
        let person: Int
        let parts: [OpenedPart]
        let until: Time
        var bytes: Int { parts.reduce(0) { $0 + $1.content.count } }
    }
    /// In the order in which they came.
    private let held = Mutex<[(statement: Digest, held: Held)]>([])

    /// Keeps them. What the person sent before gives way; if others hold too much, whoever comes is told to come again.
    func hold(_ parts: [OpenedPart], beside statement: Digest, of person: Int, until: Time, at now: Time) throws {
        let new = Held(person: person, parts: parts, until: until)
        let isKept = held.withLock { held in
            held.removeAll { $0.held.until < now || $0.statement == statement }
            while held.reduce(new.bytes, { $1.held.person == person ? $0 + $1.held.bytes : $0 })
                > HeldFiles.ownBytesMax,
                let oldest = held.firstIndex(where: { $0.held.person == person })
            {
                held.remove(at: oldest)
            }
            guard held.reduce(new.bytes, { $0 + $1.held.bytes }) <= HeldFiles.allBytesMax else { return false }
            held.append((statement, new))
            return true
        }
        guard isKept else {
            throw Problem(
                status: 503, what: "Too many files are waiting for signatures.",
                remedy: "Send the form again in a few minutes. Nothing was changed.", headers: [("retry-after", "300")])
        }
    }

    /// Those beside a statement, for the person who sent them.
    func files(beside statement: Digest, of person: Int, at now: Time) -> [OpenedPart] {
        held.withLock { held in
            held.first { $0.statement == statement && $0.held.person == person && now <= $0.held.until }?.held.parts
                ?? []
        }
    }

    /// Forgets them once their statement stands in the ledger.
    func drop(_ statement: Digest) { held.withLock { $0.removeAll { $0.statement == statement } } }
}
