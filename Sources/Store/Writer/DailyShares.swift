import Ledger
import Rules
import Synchronization

/// K-22: how much each person has had stored on a day of UTC. What the log names stays for good, so one person must not
/// fill the disk of all. The counts are in memory, and a
/// restart sets them to zero: they share the room fairly, and no safety depends on them.
final class DailyShares: Sendable {
    /// Contents, enclosures and lines of a person in a day: ten statements with as much as one may have.
    static let bytesMax = 10 * PartLimits.statementBytesMax
    /// And how many statements: more than anybody signs.
    static let countMax = 20_000

    private struct Share { var bytes = 0, count = 0 }
    private let shares = Mutex<(day: Int, of: [Int: Share])>((0, [:]))

    /// Takes room for one statement: nil, or the seconds until there is some again.
    func take(_ bytes: Int, of person: Int, at now: Time) -> Int? {
        let day = now.seconds / 86_400
        return shares.withLock { shares in
            if shares.day != day { shares = (day, [:]) }
            var own = shares.of[person] ?? Share()
            guard own.bytes + bytes <= DailyShares.bytesMax, own.count < DailyShares.countMax else {
                return (day + 1) * 86_400 - now.seconds
            }
            own.bytes += bytes
            own.count += 1
            shares.of[person] = own
            return nil
        }
    }

    /// Gives back what was taken for a statement that did not enter.
    func giveBack(_ bytes: Int, of person: Int, at now: Time) {
        shares.withLock { shares in
            guard shares.day == now.seconds / 86_400, var own = shares.of[person] else { return }
            own.bytes = max(0, own.bytes - bytes)
            own.count = max(0, own.count - 1)
            shares.of[person] = own
        }
    }
}

extension Incoming {
    /// P-5: what narrows, a vote and a record are not turned away for what others or the person stored before; what lies
    /// beside them is, as soon as it is more than words.
    var isAlwaysTaken: Bool {
        let kind = submission.statement.kind
        let isUnrefusable =
            StatementSort(kind: kind)?.exempt == true || kind == "authority/motion.vote"
            || Kind.named(kind)?.narrows == true
        return isUnrefusable && weight - submission.bytes.count <= Incoming.wordsMax
    }

    /// A reason with all that is said around it.
    private static let wordsMax = 64 << 10
}
