import Ledger
import Rules
import Store
import Synchronization
import TestWorld

/// What the driver enters: a founding, then withdrawals of request ids that nobody used, which anybody in office
/// may enter at any time (P-4), with enclosures and contents so that every kind of file is written.
struct Source {
    let ca: TestCA
    private let key = SoftwareKey(.ed25519, seed: "p1")

    init() {
        // Without a founding there is nothing to drive, and the caller sees the exit.
        guard let ca = try? TestCA.small() else { fatalError("the test CA cannot be founded") }
        self.ca = ca
    }

    /// The founding and its acceptances that are not entered yet, with their times.
    func founding(from place: Int) -> [(Incoming, Time)] {
        guard place < ca.entries.count else { return [] }
        return ca.entries[place...].compactMap { bytes in
            guard let entry = try? Entry(bytes: bytes),
                let submission = try? Submission(bytes: bytes.dropLast(30))
            else {
                return nil
            }
            let enclosures = entry.statement.enclosures.compactMap { ca.enclosures[$0.sha256] }
            return (try? Incoming(checking: submission, enclosures: enclosures)).map { ($0, entry.recorded) }
        }
    }

    /// A later time for each place.
    func time(at place: Int) -> Time { ca.now.adding(60 + place) }

    /// Three statements, whose request ids are of their place: the same again after a crash if they did not get in.
    func batch(at head: Head) -> [Incoming] {
        (0..<3).compactMap { offset in
            let place = UInt64(head.size + offset)
            let text = Array("why \(place)".utf8)
            let secret = Digest.of(text).bytes
            var draft = Draft(
                "authority/act.withdraw", .line(["request": .string(Request(high: 7, low: place).hex)]),
                under: ["P-4"])
            draft.enclosures = [Enclosure(of: text)]
            var statement = draft.statement(
                by: .person(1), origin: ca.origin, head: head, claimed: time(at: head.size),
                request: Request(high: 8, low: place))
            let commitment = commitment(
                key: secret, origin: statement.origin, signer: statement.signer, request: statement.request,
                kind: statement.kind, name: "reason", content: text)
            statement.detached = [
                DetachedPart(audience: Incoming.everyone, commitment: commitment, name: "reason")
            ]
            guard let submission = try? key.submission(statement) else { return nil }
            return try? Incoming(
                checking: submission, parts: [OpenedPart(name: "reason", key: secret, content: text)],
                enclosures: [text])
        }
    }
}

/// A clock that stands until it is set.
final class SteppingClock: Sendable {
    private let time = Mutex(TestCA.start)
    func set(_ next: Time) { time.withLock { $0 = next } }
    var read: @Sendable () -> Time { { self.time.withLock { $0 } } }
}
