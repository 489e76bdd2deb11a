import Ledger
import Rules
import Synchronization

/// How often somebody may ask for something: a bucket that holds `burst` and fills by `perMinute`.
struct Rate: Sendable {
    let burst: Int
    let perMinute: Int

    /// Answers to challenges, of one address.
    static let signIn = Rate(burst: 60, perMinute: 20)
    /// Statements of one address.
    static let statements = Rate(burst: 300, perMinute: 300)
    /// Stops, revocations, withdrawals, declinings, votes and records have a bucket of their own and are refused only to
    /// share what the server can do (P-5).
    static let unrefusable = Rate(burst: 1200, perMinute: 1200)
    /// Invitations of one person; answers on invitations of one address.
    static let invitations = Rate(burst: 40, perMinute: 4)
}

/// Counts what comes in, by name of the bucket. It is in memory; safety never rests on it.
final class RateLimit: Sendable {
    private struct Bucket {
        /// Sixtieths of what one request takes.
        var level: Int
        var at: Time
    }
    private static let unit = 60
    private static let bucketsMax = 50_000
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Takes one out of a bucket: nil if it was there, else the seconds after which to ask again.
    func take(_ name: String, _ rate: Rate, at now: Time) -> Int? {
        buckets.withLock { buckets in
            let full = rate.burst * RateLimit.unit
            if buckets.count >= RateLimit.bucketsMax {
                // Whoever has not come for an hour has a full bucket whatever its rate.
                buckets = buckets.filter { now.since($0.value.at) < 3600 }
                if buckets.count >= RateLimit.bucketsMax { buckets.removeAll() }
            }
            var bucket = buckets[name] ?? Bucket(level: full, at: now)
            let passed = min(max(0, now.since(bucket.at)), 86_400)
            bucket.level = min(full, bucket.level + passed * rate.perMinute)
            bucket.at = max(bucket.at, now)
            defer { buckets[name] = bucket }
            guard bucket.level >= RateLimit.unit else {
                return max(1, (RateLimit.unit - bucket.level + rate.perMinute - 1) / rate.perMinute)
            }
            bucket.level -= RateLimit.unit
            return nil
        }
    }
}

extension Problem {
    static func tooMany(_ seconds: Int) -> Problem {
        Problem(
            status: 429, what: "Too many requests from your address in a short time.",
            remedy: "Try again in \(amount(seconds, "second")). Nothing was changed.",
            headers: [("retry-after", String(seconds))])
    }
}
