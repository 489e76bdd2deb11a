import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@testable import Store

/// SP-4.2.1b: what goes from the journal after its time, and what stays.
struct JournalExpiryTests {
    private func line(_ number: Int, _ sort: JournalLine.Sort = .signIn, at: Time) -> JournalLine {
        JournalTests.line(number, sort, at: at)
    }

    @Test("SP-4.2.1b: what is past its time is gone from file and log; hashes stay, and the seal is good")
    func retention() async throws {
        let (world, store) = try await JournalKeepingTests.kept()
        let now = world.clock.now
        let word = "a-word-that-is-to-go"
        try store.journal.write(
            JournalLine(.signIn, at: now, person: 1, facts: .object([.init("word", .string(word))])))
        try store.journal.write(line(2, .reading, at: now))
        try store.journal.seal()
        let leaves = try store.journal.file.leaves(0..<2)
        func holds(_ text: String) throws -> Bool {
            try ["", "-wal"].contains { suffix in
                let file = world.path + "/journal.sqlite" + suffix
                guard FileManager.default.fileExists(atPath: file) else { return false }
                return try Data(contentsOf: URL(fileURLWithPath: file)).range(of: Data(text.utf8)) != nil
            }
        }
        #expect(try holds(word))
        world.clock.now = now.adding(180 * 86_400)
        try store.journal.expire()
        #expect(try store.journal.lines(JournalQuery(sort: .signIn)).first?.line != nil, "the last second counts")
        world.clock.now = now.adding(180 * 86_400 + 1)
        try store.journal.expire()
        #expect(try !holds(word))
        #expect(try store.journal.lines(JournalQuery(sort: .signIn)).first?.line == nil)
        #expect(try store.journal.lines(JournalQuery(person: 1)).isEmpty, "nor is it found by whom it was of")
        #expect(try store.journal.lines(JournalQuery(sort: .reading)).first?.line != nil)
        #expect(try store.journal.file.leaves(0..<2) == leaves)
        let said = try store.journal.lines(JournalQuery(sort: .retention)).compactMap(\.line)
        #expect(said.map { $0.facts["lines"]?.number } == [1])
        store.close()
        #expect(world.fault() == nil)
    }

    @Test(
        "SP-4.2.1b, P-37: a shorter period binds later lines only; a class of which the Manual says nothing is kept for ever"
    )
    func shortened() throws {
        let world = try JournalTests.world()
        let period = Mutex<Int?>(1000)
        let clock = world.clock
        let journal = try Journal(
            JournalStart(DataFolder(opening: world.path)),
            around: JournalSurroundings(
                clock: clock.read, ledger: { _ in (.empty, 1) },
                period: { sort in sort == .signIn ? period.withLock { $0 } : nil })
        ) { _ in }
        let start = clock.now
        try journal.write([line(1, at: start), line(2, .alarm, at: start)])
        period.withLock { $0 = 10 }
        clock.now = start.adding(500)
        try journal.write(line(3, at: clock.now))
        clock.now = start.adding(600)
        try journal.expire()
        #expect(try journal.lines(JournalQuery(sort: .signIn)).map { $0.line?.person } == [nil, 1])
        clock.now = start.adding(1001)
        try journal.expire()
        #expect(try journal.lines(JournalQuery(sort: .signIn)).map { $0.line?.person } == [nil, nil])
        period.withLock { $0 = 1_000_000 }
        clock.now = start.adding(9_000_000)
        try journal.expire()
        #expect(try journal.lines(JournalQuery(sort: .alarm)).first?.line?.person == 2)
        journal.close()
    }
}
