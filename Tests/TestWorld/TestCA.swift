import Foundation
import Ledger
import Rules

/// A certificate authority for tests: people with keys in software, a clock that the test sets, a ledger in memory.
///
/// Everything is deterministic: the same calls make the same entries, byte for byte.
package struct TestCA: Sendable {
    package private(set) var state = State()
    /// The leaves in order.
    package private(set) var entries: [[UInt8]] = []
    /// What the replay said of each leaf.
    package private(set) var judgements: [Judgement] = []
    package var now: Time
    package let origin: String
    package private(set) var keys: [Int: SoftwareKey] = [:]
    package private(set) var enclosures: [Digest: [UInt8]] = [:]
    package let ledgerSigner: NoteSigner
    package let journalSigner: NoteSigner
    /// The entry that was last brought to the door, let in or not: a hostile server could enter it all the same.
    package private(set) var offered: [UInt8] = []
    private var requests: UInt64 = 0

    package static let start = Time("2026-11-02T08:00:00Z")!

    /// An empty ledger with the compiled policy of that name (Tests/Policies/NAME).
    package init(origin: String = "demonstration/test.example", policy: String = "small") throws {
        now = Self.start
        self.origin = origin
        ledgerSigner = try NoteSigner(name: origin, seed: [UInt8](repeating: 1, count: 32))
        journalSigner = try NoteSigner(name: origin + "/journal", seed: [UInt8](repeating: 2, count: 32))
        for name in ["policy", "manual", "clauses"] {
            let bytes = try Self.compiled(policy, name)
            documents[name] = Digest.of(bytes)
            enclosures[Digest.of(bytes)] = bytes
        }
    }
    package private(set) var documents: [String: Digest] = [:]

    /// The compiled document of a policy, as PolicyFiles makes it (a test of PolicyFiles holds them equal).
    package static func compiled(_ policy: String, _ document: String) throws -> [UInt8] {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appendingPathComponent("Policies/\(policy)/\(document).json")))
    }

    package var authority: Authority { state.authority }
    package var enclosed: @Sendable (Digest) -> [UInt8]? {
        let enclosures = enclosures
        return { enclosures[$0] }
    }

    package mutating func enclose(_ bytes: [UInt8]) -> Enclosure {
        enclosures[Digest.of(bytes)] = bytes
        return Enclosure(length: bytes.count, sha256: Digest.of(bytes))
    }

    /// The key of a person, made at first use.
    package mutating func key(_ person: Int, form: Form = .ed25519) -> SoftwareKey {
        if let key = keys[person] { return key }
        let key = SoftwareKey(form, seed: "p\(person)")
        keys[person] = key
        return key
    }
    package mutating func setKey(_ person: Int, _ key: SoftwareKey) { keys[person] = key }

    package mutating func request() -> Request {
        requests += 1
        return Request(high: 0x00F0_0E0E, low: requests)
    }

    /// The statement that a person would make now.
    package mutating func statement(
        _ draft: Draft, by person: Int, head: Head? = nil, request: Request? = nil, window: Int = StatementSort.hour
    ) -> Statement {
        draft.statement(
            by: .person(person), origin: origin, head: head ?? state.log.head, claimed: now,
            request: request ?? self.request(), window: window)
    }

    /// Says something as a person, and enters it if it counts; what was refused changes nothing.
    @discardableResult
    package mutating func say(
        _ draft: Draft, by person: Int, with key: SoftwareKey? = nil, head: Head? = nil,
        window: Int = StatementSort.hour
    ) throws -> Int {
        let signer = key ?? self.key(person)
        let statement = statement(draft, by: person, head: head, window: window)
        return try enter(signer.signed(statement))
    }

    /// Enters a submission at the clock's time, through the door: `decide`, then `apply`.
    @discardableResult
    package mutating func enter(_ submission: [UInt8]) throws -> Int {
        let entry = try Submission(bytes: submission).recorded(at: now)
        offered = entry
        let leaf = CheckedLeaf(checking: entry)
        let recorded = try leaf.content.get()
        let change = try state.decide(recorded, enclosed: enclosed)
        state.apply(change, leaf: leaf.leafHash)
        entries.append(entry)
        judgements.append(.counts)
        return entries.count - 1
    }

    /// Puts a leaf into the log around the door, as a hostile server would.
    @discardableResult
    package mutating func force(_ leaf: [UInt8]) throws -> Judgement {
        let judgement = try state.fold(CheckedLeaf(checking: leaf), enclosed: enclosed)
        entries.append(leaf)
        judgements.append(judgement)
        return judgement
    }

    /// Changes the state as no entry does: for what this edition has no act for, such as another edition.
    package mutating func suppose(_ change: (inout World) -> Void) {
        var world = state.world
        change(&world)
        state = State(log: state.log, world: world)
    }

    package mutating func wait(_ seconds: Int) { now = now.adding(seconds) }
}
