import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// What the pages keep of their visitors is bound to a key that lies apart: who writes the file is nobody by it.
@Suite struct VisitorStoreTests {
    private let token = [UInt8](repeating: 7, count: 32)
    private let now = TestCA.start

    private func begun(_ visitors: VisitorStore, person: Int = 9) throws {
        _ = try visitors.begin(
            token: token, person: person, key: Digest.of([1]), method: .key, device: "test", place: 5, at: now)
    }

    @Test("P-55: a row with the hash of a token that somebody chose is no session")
    func minted() throws {
        let world = try JournalTests.world()
        let visitors = try VisitorStore(in: world.path)
        let row = """
            INSERT INTO session (token, person, key, begun, seen, place, method, device, seal)
            VALUES (\(Digest.of(token).bytes.sql), 1, \(Digest.of([1]).bytes.sql), \(now.seconds), \(now.seconds), 5, 'key', 'x',
            \(Digest.of(token).bytes.sql))
            """
        try world.tamper("visitors.sqlite", row)
        #expect(try visitors.session(token: token, at: now) == nil)
        visitors.close()
    }

    @Test("P-55: who turns his own session, or feed, into somebody else's has none")
    func turned() throws {
        let world = try JournalTests.world()
        let visitors = try VisitorStore(in: world.path)
        try begun(visitors)
        try visitors.makeFeed(token: token, of: 9, at: now)
        #expect(try visitors.session(token: token, at: now)?.person == 9)
        #expect(try visitors.feed(token: token) == 9)
        try world.tamper("visitors.sqlite", "UPDATE session SET person = 1; UPDATE feed SET person = 1")
        #expect(try visitors.session(token: token, at: now) == nil)
        #expect(try visitors.feed(token: token) == nil)
        visitors.close()
    }

    @Test("P-55: another server's key opens no session; its file is readable by its owner alone")
    func otherKey() throws {
        let world = try JournalTests.world()
        let path = world.path + "/keys/visitors.key"
        let visitors = try VisitorStore(in: world.path)
        try begun(visitors)
        visitors.close()
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        unlink(path)
        let again = try VisitorStore(in: world.path)
        #expect(try again.session(token: token, at: now) == nil)
        again.close()
        chmod(path, 0o644)
        #expect(throws: StoreError.self) { try VisitorStore(in: world.path) }
    }

    @Test("a full disk signs nobody out: that he was here cannot be written, and he stays")
    func fullDisk() throws {
        let world = try JournalTests.world()
        let visitors = try VisitorStore(in: world.path)
        try begun(visitors)
        let queue = try DatabaseQueue(path: world.path + "/visitors.sqlite")
        try queue.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'no more'); END")
        }
        try queue.close()
        #expect(try visitors.session(token: token, at: now.adding(120))?.person == 9)
        visitors.close()
    }

    @Test("Store and pages' file close once; whoever closes again, or reads meanwhile, ends nothing")
    func closing() async throws {
        let world = try await StoreWorld.filled()
        let visitors = try VisitorStore(in: world.path)
        let store = try world.open()
        let readers = (0..<3).map { _ in
            Task.detached { while (try? store.body(at: 0)) != nil {} }
        }
        while (try? store.body(at: 0)) == nil {}
        store.close()
        store.close()
        visitors.close()
        visitors.close()
        for reader in readers { await reader.value }
        #expect(throws: StoreError.self) { try store.body(at: 0) }
        #expect(world.fault() == nil)
    }

    @Test("Who is in a file when it closes is waited for; who comes then is refused at once")
    func waitedFor() throws {
        let world = try JournalTests.world()
        let file = try LogFile(world.path + "/ledger.sqlite")
        let (inside, go, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        Thread.detachNewThread {
            _ = try? file.pool.read { database in
                inside.signal()
                go.wait()
                return try Int.fetchOne(database, sql: "SELECT size FROM head")
            }
            done.signal()
        }
        inside.wait()
        let closed = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            file.close()
            closed.signal()
        }
        #expect(closed.wait(timeout: .now() + 0.3) == .timedOut)
        let late = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            if (try? file.head()) == nil { late.signal() }
        }
        #expect(late.wait(timeout: .now() + 3) == .success)
        go.signal()
        #expect(done.wait(timeout: .now() + 5) == .success)
        #expect(closed.wait(timeout: .now() + 5) == .success)
    }
}
