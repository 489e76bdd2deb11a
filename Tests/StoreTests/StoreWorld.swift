import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@testable import Store

/// A clock that the test sets.
final class SetClock: Sendable {
    private let time = Mutex(TestCA.start)
    var now: Time {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
    var read: @Sendable () -> Time { { self.now } }
}

/// A data folder in a temporary place, removed at the end, and a test CA whose entries go into it.
final class StoreWorld {
    let root: String
    var path: String { root + "/data" }
    let clock = SetClock()
    var ca: TestCA

    /// A folder with the CA's log keys, still without a founding.
    init(_ ca: TestCA) throws {
        self.ca = ca
        root = NSTemporaryDirectory() + "foureyes-store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try DataFolder.create(at: path, ledger: ca.ledgerSigner, journal: ca.journalSigner)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func open() throws -> LedgerStore {
        try LedgerStore(opening: DataFolder(opening: path), clock: clock.read)
    }

    /// The submission that became the CA's entry at a place, with its enclosures.
    func incoming(_ place: Int) throws -> Incoming { try Self.incoming(ca.entries[place], ca.enclosures) }

    static func incoming(_ entry: [UInt8], _ enclosures: [Digest: [UInt8]]) throws -> Incoming {
        let submission = try Submission(bytes: Array(entry.dropLast(30)))
        return try Incoming(
            checking: submission,
            enclosures: submission.statement.enclosures.compactMap { enclosures[$0.sha256] })
    }

    /// Plays the CA's entries from a place on into the store, each at its own time; the answers in order.
    @discardableResult
    func play(_ range: Range<Int>? = nil, into store: LedgerStore) async throws -> [SubmissionResult] {
        var answers: [SubmissionResult] = []
        for place in range ?? 0..<ca.entries.count {
            clock.now = try Entry(bytes: ca.entries[place]).recorded
            answers.append(await store.submit(try incoming(place)))
        }
        return answers
    }
}

extension SubmissionResult {
    var receipt: Receipt? { if case .accepted(let receipt) = self { receipt } else { nil } }
}

extension StoreWorld {
    /// A world whose CA is founded and in the store, which is closed again.
    static func filled(_ ca: TestCA? = nil) async throws -> StoreWorld {
        let world = try StoreWorld(try ca ?? TestCA.small())
        let store = try world.open()
        for answer in try await world.play(into: store) { _ = try #require(answer.receipt) }
        store.close()
        return world
    }

    /// A statement by p1 that anybody in office may enter at any time: the withdrawal of a request id never used.
    func withdrawal(_ number: UInt64, detached: [OpenedPart] = [], enclosures: [[UInt8]] = []) -> Statement {
        var draft = Draft(
            "authority/act.withdraw", .line(["request": .string(Request(high: 9, low: number).hex)]),
            under: ["P-4"])
        draft.enclosures = enclosures.map { Enclosure(of: $0) }.sorted { $0.sha256 < $1.sha256 }
        var statement = ca.statement(draft, by: 1)
        statement.detached = detached.map { part in
            DetachedPart(
                audience: Incoming.everyone,
                commitment: commitment(
                    key: part.key, origin: statement.origin, signer: statement.signer,
                    request: statement.request,
                    kind: statement.kind, name: part.name, content: part.content),
                name: part.name)
        }
        return statement
    }

    /// Signs it, enters it into the CA in memory and into the store.
    @discardableResult
    func enter(
        _ statement: Statement, parts: [OpenedPart] = [], enclosures: [[UInt8]] = [], into store: LedgerStore
    ) async throws -> SubmissionResult {
        ca.wait(1)
        clock.now = ca.now
        let submission = try ca.key(1).submission(statement)
        for bytes in enclosures { _ = ca.enclose(bytes) }
        try ca.enter(submission.bytes)
        return await store.submit(try Incoming(checking: submission, parts: parts, enclosures: enclosures))
    }

    /// How a part stands in the line of a statement.
    func detached(
        _ part: OpenedPart, of statement: Statement, audience: String = Audience.everyone, exception: String? = nil
    ) -> DetachedPart {
        DetachedPart(
            audience: audience,
            commitment: commitment(
                key: part.key, origin: statement.origin, signer: statement.signer, request: statement.request,
                kind: statement.kind, name: part.name, content: part.content),
            exception: exception, name: part.name)
    }

    /// Opens the store, adds so many entries, closes it.
    func grow(_ count: Int) async throws {
        let store = try open()
        for _ in 0..<count {
            let answer = try await enter(withdrawal(UInt64(ca.entries.count)), into: store)
            _ = try #require(answer.receipt)
        }
        store.close()
    }

    /// Copies a closed file of the data folder; to be put back later with `putBack`.
    func copy(_ file: String, as name: String) throws {
        try FileManager.default.copyItem(atPath: path + "/" + file, toPath: root + "/" + name)
    }

    func putBack(_ name: String, as file: String) throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + "/" + file + suffix)
        }
        try FileManager.default.copyItem(atPath: root + "/" + name, toPath: path + "/" + file)
    }

    /// What the start says is wrong, nil when it opens.
    func fault() -> StoreError? {
        do throws(StoreError) {
            try LedgerStore(opening: DataFolder(opening: path), clock: clock.read).close()
            return nil
        } catch { return error }
    }
}
