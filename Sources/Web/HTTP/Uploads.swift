import Synchronization

/// How many forms with files are read at once, and for how long: what lies in memory meanwhile is bounded by this, however
/// slowly somebody sends.
final class Uploads: Sendable {
    /// Of all visitors together; each may hold what its route takes.
    static let allMax = 8
    /// Of one person.
    static let ownMax = 2
    /// Until the last byte is there: 24 MiB at 64 KiB a second.
    static let longest = Duration.seconds(400)

    struct Turn {
        let person: Int
        let begun: ContinuousClock.Instant
    }

    private let open = Mutex<[Int: Int]>([:])

    /// Begins one, or says to come again.
    func turn(of person: Int) throws -> Turn {
        let isFree = open.withLock { open in
            let own = open[person, default: 0]
            guard own < Uploads.ownMax, open.values.reduce(0, +) < Uploads.allMax else { return false }
            open[person] = own + 1
            return true
        }
        guard isFree else {
            throw Problem(
                status: 503, what: "Too many forms with files are being sent.",
                remedy: "Send it again in a minute. Nothing was changed.", headers: [("retry-after", "20")])
        }
        return Turn(person: person, begun: .now)
    }

    /// Throws when it has taken too long.
    func goesOn(_ turn: Turn) throws {
        guard turn.begun.duration(to: .now) < Uploads.longest else {
            throw Problem(
                status: 408, what: "The form did not arrive in time.",
                remedy: "Send it again, with fewer or smaller files. Nothing was changed.")
        }
    }

    func end(_ turn: Turn) {
        open.withLock { open in
            let left = open[turn.person, default: 1] - 1
            open[turn.person] = left > 0 ? left : nil
        }
    }
}
