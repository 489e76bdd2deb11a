import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld

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
            checking: submission, enclosures: submission.statement.enclosures.compactMap { enclosures[$0.sha256] })
    }

    /// Plays the CA's entries from a place on into the store, each at its own time; the answers in order.
    @discardableResult
    func play(_ range: Range<Int>? = nil, into store: LedgerStore) async throws -> [Answer] {
        var answers: [Answer] = []
        for place in range ?? 0..<ca.entries.count {
            clock.now = try Entry(bytes: ca.entries[place]).recorded
            answers.append(await store.submit(try incoming(place)))
        }
        return answers
    }
}

extension Answer {
    var receipt: Receipt? { if case .accepted(let receipt) = self { receipt } else { nil } }
}
