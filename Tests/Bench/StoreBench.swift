import Foundation
import GRDB
import Ledger
import Rules
import Store
import TestWorld

/// The store against the raw limit of what an acknowledgement needs on this machine: a signature check, a commit to
/// the ledger's file, a checkpoint signature, a synced write into the anchor's file.
struct StoreBench {
    let ledger: BenchLedger
    let folder: URL

    init(ledger: BenchLedger) throws {
        self.ledger = ledger
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func run() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (ca, records) = try records(8000)
        let store = try await opened(ca)
        defer { store.close() }
        let single = Array(records.prefix(1000)), many = Array(records[1000..<4000])

        let rawSingle = try rawCommits(single, group: 1)
        let one = try await seconds { for bytes in single { try await enter(bytes, into: store) } }
        Bench.ratio(
            "acknowledged, one client", 1000 / one, against: 1000 / rawSingle, "raw commits, check and seal", aim: 0.7)

        let verify = rate(many)
        let rawMany = try rawGroups(many, group: 64)
        let limit = min(verify * Double(ProcessInfo.processInfo.activeProcessorCount), Double(many.count) / rawMany)
        let crowd = try await seconds { try await enter(many, by: 64, into: store) }
        Bench.ratio(
            "acknowledged, 64 clients", Double(many.count) / crowd, against: limit, "the smaller raw limit", aim: 0.6)
        try await exports(of: store, beside: Array(records.dropFirst(4000)))
    }

    /// An export of the open store while nobody enters anything, and one while 64 clients do.
    private func exports(of store: LedgerStore, beside records: [[UInt8]]) async throws {
        let idle = folder.appendingPathComponent("idle").path, loaded = folder.appendingPathComponent("loaded").path
        let alone = try await seconds { _ = try Export(of: store).write(to: idle) }
        let crowd = Task { try await enter(records, by: 64, into: store) }
        let beside = try await seconds { _ = try Export(of: store).write(to: loaded) }
        let after = try await seconds { try await crowd.value }
        Bench.line(
            "export of the open store",
            String(format: "%.2f s; beside 64 clients %.2f s (they went on for %.2f s)", alone, beside, after))
    }

    private func enter(_ submissions: [[UInt8]], by clients: Int, into store: LedgerStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    for index in stride(from: client, to: submissions.count, by: clients) {
                        try await enter(submissions[index], into: store)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Records are exempt from their signer's order, so 64 clients may send them at once with one head.
    private func records(_ count: Int) throws -> (TestCA, [[UInt8]]) {
        var ca = ledger.ca
        let store = try ca.say(
            .of(ca.kind("register/store.enter"), .line(["label": .string("bench")]), slot: "access-engineer"), by: 6)
        try ca.say(.sign(ca.registerAct(store), slot: "administrator"), by: 8)
        // Many media, because each keeps its whole history and no real one is moved four thousand times.
        let media = 200
        for number in 1...media {
            let body = JSON.medium("m\(number)", serial: "s\(number)")
            let medium = try ca.say(.of(ca.kind("register/medium.enter"), body, slot: "entry"), by: 6)
            try ca.say(.sign(ca.registerAct(medium), slot: "entry"), by: 8)
        }
        let ready = ca
        let records = (0..<count).map { index in
            let body = JSON.line([
                "happened": .string(ca.now.text), "medium": .string("M-\(1 + index % media)"),
                "to": .string("S-1"),
            ])
            return ca.key(8).signed(ca.statement(.of(ca.kind("record/medium.move"), body), by: 8))
        }
        return (ready, records)
    }

    /// A store that holds the bench's ledger, its clock standing at the ledger's end.
    private func opened(_ ca: TestCA) async throws -> LedgerStore {
        let data = folder.appendingPathComponent("data").path
        try ledger.fill(data, entries: ledger.entries.count)
        let clock = BenchClock()
        clock.now = ledger.ca.now
        let store = try LedgerStore(opening: try DataFolder(opening: data), clock: clock.read)
        for bytes in ca.entries.dropFirst(ledger.entries.count) {
            let entry = try Entry(bytes: bytes)
            clock.now = max(clock.now, entry.recorded)
            let wanted = entry.statement.enclosures.compactMap { ca.enclosures[$0.sha256] }
            let submission = try Submission(bytes: Array(bytes.dropLast(30)))
            guard case .accepted = await store.submit(try Incoming(checking: submission, enclosures: wanted)) else {
                throw Lost("the bench's own entry was not taken")
            }
        }
        return store
    }

    private func enter(_ bytes: [UInt8], into store: LedgerStore) async throws {
        guard case .accepted = await store.submit(try Incoming(checking: try Submission(bytes: bytes))) else {
            throw Lost("a record was not taken")
        }
    }

    struct Lost: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    private func seconds(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        let time = (ContinuousClock.now - start).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }

    /// Signature checks per second on one core.
    private func rate(_ submissions: [[UInt8]]) -> Double {
        let sample = submissions.prefix(1000)
        return 1000 / Bench.seconds { for bytes in sample { _ = try? Submission(bytes: bytes).verified() } }
    }

    private func database(_ name: String) throws -> DatabasePool {
        let pool = try DatabasePool(path: folder.appendingPathComponent(name).path)
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous=FULL")
            try database.execute(sql: "CREATE TABLE row(number INTEGER PRIMARY KEY, bytes BLOB) STRICT")
        }
        return pool
    }

    /// One after the other: check, commit, sign a checkpoint, commit that.
    private func rawCommits(_ submissions: [[UInt8]], group: Int) throws -> Double {
        let ledgerFile = try database("raw-ledger")
        let anchor = folder.appendingPathComponent("raw-anchor").path
        try Data(count: 8192).write(to: URL(fileURLWithPath: anchor))
        let anchorFile = open(anchor, O_RDWR)
        defer { close(anchorFile) }
        let head = ledger.ca.state.log.head
        let start = ContinuousClock.now
        for (place, bytes) in submissions.enumerated() {
            _ = try Submission(bytes: bytes).verified()
            try ledgerFile.write { try $0.execute(sql: "INSERT INTO row(bytes) VALUES (?)", arguments: [Data(bytes)]) }
            let note = try Checkpoint(origin: ledger.ca.origin, head: head).signed(by: ledger.ca.ledgerSigner)
            let slot = note.bytes + [UInt8](repeating: 0, count: 4096 - note.bytes.count)
            let offset = off_t(place % 2 * 4096)
            guard pwrite(anchorFile, slot, slot.count, offset) == slot.count, fdatasync(anchorFile) == 0
            else { throw CocoaError(.fileWriteUnknown) }
        }
        let time = (ContinuousClock.now - start).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }

    /// Commits of so many rows, nothing else.
    private func rawGroups(_ submissions: [[UInt8]], group: Int) throws -> Double {
        let file = try database("raw-groups")
        let start = ContinuousClock.now
        for first in stride(from: 0, to: submissions.count, by: group) {
            try file.write { database in
                for bytes in submissions[first..<min(first + group, submissions.count)] {
                    try database.execute(sql: "INSERT INTO row(bytes) VALUES (?)", arguments: [Data(bytes)])
                }
            }
        }
        let time = (ContinuousClock.now - start).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }
}
