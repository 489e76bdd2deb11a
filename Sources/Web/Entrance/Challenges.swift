import Ledger
import Rules
import Synchronization

/// Challenges that were given out and not yet answered. They lie in memory: after a restart one asks for another.
final class Challenges: Sendable {
    static let lifeSeconds = 300
    /// More than this many wait for nobody; the oldest go first.
    static let most = 10_000

    private struct Given {
        let challenge: [UInt8]
        let until: Time
    }
    private let given = Mutex<[Digest: Given]>([:])

    /// Keeps a challenge for whoever comes back with this token.
    func give(_ challenge: [UInt8], to token: [UInt8], at now: Time) {
        given.withLock { given in
            if given.count >= Challenges.most { given = given.filter { $0.value.until > now } }
            if given.count >= Challenges.most, let oldest = given.min(by: { $0.value.until < $1.value.until }) {
                given[oldest.key] = nil
            }
            given[Digest.of(token)] = Given(challenge: challenge, until: now.adding(Challenges.lifeSeconds))
        }
    }

    /// The challenge of a token, once: an answer that was heard on the way is good for nothing.
    func take(_ token: [UInt8], at now: Time) -> [UInt8]? {
        given.withLock { given in
            guard let found = given.removeValue(forKey: Digest.of(token)), found.until > now else { return nil }
            return found.challenge
        }
    }
}
