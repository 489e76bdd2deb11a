import Foundation
import GRDB
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@testable import Store

/// P-70: the journal's lines and segments, from `write` to a restart.
struct JournalTests {
    /// A folder without a founding: the journal needs none.
    static func world() throws -> StoreWorld { try StoreWorld(try TestCA.small()) }

    static func line(_ number: Int, _ sort: JournalLine.Sort = .signIn, at: Time = TestCA.start) -> JournalLine {
        JournalLine(
            sort, at: at, person: number,
            facts: .object([.init("about", .string("p\(number)")), .init("word", .string("word-\(number)"))]))
    }

    @Test("SP-1.2e, P-70: a line is on disk when `write` returns, and there after a crash; so is the open segment")
    func durable() throws {
        let world = try Self.world()
        let store = try world.open()
        try store.journal.write(Self.line(1))
        try store.journal.write([Self.line(2), Self.line(3)])
        // As a crash leaves it: the files copied while the store runs.
        let crashed = world.root + "/crashed"
        try FileManager.default.copyItem(atPath: world.path, toPath: crashed)
        let again = try LedgerStore(opening: DataFolder(opening: crashed), clock: world.clock.read)
        #expect(again.journal.openCount == 3)
        #expect(again.journal.head == .empty)
        world.clock.now = TestCA.start.adding(600)
        try again.journal.tick()
        #expect(again.journal.segments.map(\.segment.count) == [3])
        again.close()
        store.close()
    }

    @Test("P-70: segments close after ten minutes with lines and after an hour without, and follow each other")
    func closing() throws {
        let world = try Self.world()
        let store = try world.open()
        let journal = store.journal
        func tick(after seconds: Int) throws -> Int {
            world.clock.now = TestCA.start.adding(seconds)
            try journal.tick()
            return journal.segments.count
        }
        try journal.write(Self.line(1))
        #expect(try tick(after: 599) == 0)
        #expect(try tick(after: 600) == 1)
        #expect(try tick(after: 600 + 3599) == 1)
        #expect(try tick(after: 600 + 3600) == 2)
        #expect(journal.segments.map(\.segment.count) == [1, 0])
        #expect(journal.segments.map(\.segment.number) == [1, 2])
        #expect(journal.segments[1].segment.previous == journal.segments[0].entry.hash)
        #expect(journal.head.size == 2)
        #expect(journal.segments[1].entry.statement.journal.size == 1)
        #expect(journal.segments[0].entry.statement.signer == .machine(1))
        let checkpoint = try SignedCheckpoint(
            verifying: journal.published.checkpoint.note, origin: world.ca.origin + "/journal", keys: [journal.key])
        #expect(checkpoint.checkpoint.head == journal.head)
        store.close()
        #expect(world.fault() == nil)
    }

    @Test("Many writers share commits, and every line is there once and in its writer's order")
    func together() async throws {
        let world = try Self.world()
        let store = try world.open()
        let journal = store.journal
        try await withThrowingTaskGroup(of: Void.self) { group in
            for person in 1...8 {
                group.addTask {
                    for turn in 0..<25 {
                        try journal.write(
                            JournalLine(
                                .reading, at: TestCA.start, person: person, facts: .object([.init("n", .integer(turn))])
                            ))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(journal.openCount == 200)
        try journal.seal()
        #expect(journal.segments.map(\.segment.count) == [200])
        store.close()
        let reopened = try world.open()
        var turns: [Int: [Int]] = [:]
        try reopened.journal.file.lines(from: 0) { row in
            let line = try JournalLine(bytes: #require(row.salted).line)
            turns[line.person ?? 0, default: []].append(line.facts["n"]?.number ?? -1)
            return true
        }
        #expect(turns == Dictionary(uniqueKeysWithValues: (1...8).map { ($0, Array(0..<25)) }))
        reopened.close()
    }

    @Test("Times of lines never go back, and never lie ahead of the journal's clock")
    func times() throws {
        let world = try Self.world()
        let store = try world.open()
        world.clock.now = TestCA.start.adding(100)
        try store.journal.write(Self.line(1, at: TestCA.start.adding(100)))
        try store.journal.write(Self.line(2, at: TestCA.start.adding(50)))
        try store.journal.write(Self.line(3, at: TestCA.start.adding(5000)))
        var at: [Time] = []
        try store.journal.file.lines(from: 0) {
            at.append($0.at)
            return true
        }
        #expect(at == [100, 100, 100].map { TestCA.start.adding($0) })
        store.close()
    }

    @Test("A line that cannot be read back is refused, and takes no other with it; control characters become visible")
    func unfit() throws {
        let world = try Self.world()
        let store = try world.open()
        let long = JSON.array((0..<10).map { _ in .string(String(repeating: "x", count: 900)) })
        #expect(throws: StoreError.self) {
            try store.journal.write(JournalLine(.alarm, at: TestCA.start, facts: .object([.init("long", long)])))
        }
        #expect(throws: StoreError.self) {
            try store.journal.write(JournalLine(.alarm, at: TestCA.start, facts: .string("none")))
        }
        try store.journal.write(
            JournalLine(.alarm, at: TestCA.start, facts: .object([.init("what", .string("a\u{0}\nb\u{202E}c"))])))
        #expect(store.journal.openCount == 1)
        #expect(
            try store.journal.lines().first?.line?.facts["what"]?.text == "a\u{FFFD}\u{FFFD}b\u{FFFD}c",
            "nothing that turns the direction either (A23)")
        #expect(store.journal.stopped == nil)
        store.close()
        #expect(world.fault() == nil)
    }
}
