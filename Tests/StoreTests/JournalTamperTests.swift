import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// What is done to the journal's files behind the server's back is found at the start, and signed by nobody.
@Suite struct JournalTamperTests {
    /// Three sign-ins and two readings in one sealed segment.
    private func sealedWorld() throws -> StoreWorld {
        let world = try JournalTests.world()
        let store = try world.open()
        for number in 1...5 {
            try store.journal.write(JournalTests.line(number, number > 3 ? .reading : .signIn, at: TestCA.start))
        }
        try store.journal.seal()
        store.close()
        return world
    }

    @Test(
        "Whatever is done to the journal's file is found at the start, before anything is written",
        arguments: [
            "DELETE FROM line WHERE seq = 2", "DELETE FROM line WHERE seq = 1",
            "UPDATE line SET body = CAST(replace(CAST(body AS TEXT), 'word-2', 'word-4') AS BLOB) WHERE seq = 1",
            "UPDATE line SET person = 9 WHERE seq = 1", "UPDATE line SET about = 'p9' WHERE seq = 1",
            "UPDATE line SET leaf = (SELECT leaf FROM line WHERE seq = 0) WHERE seq = 1",
            "UPDATE line SET class = 'refusal' WHERE seq = 1",
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'P-70', 'P-71') AS BLOB)", "DELETE FROM entry",
            "UPDATE head SET size = 0",
            // Words that nobody says were removed, and such as are to stay or have not had their time.
            "UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL WHERE class = 'reading'",
            "UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL WHERE class = 'reading' AND seq = 3",
            "UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL, class = 'lost' WHERE seq = 3",
        ])
    func changed(_ sql: String) throws {
        let world = try sealedWorld()
        #expect(world.fault() == nil)
        try world.tamper("journal.sqlite", sql)
        #expect(world.fault()?.cause == .damaged, "\(sql)")
    }

    @Test("A journal rolled back, missing, or with its anchor lost or older does not open, and says what to do")
    func rolledBack() throws {
        let world = try sealedWorld()
        try world.copy("journal.sqlite", as: "old-journal")
        try world.copy("journal-anchor", as: "old-anchor")
        let store = try world.open()
        try store.journal.write(JournalTests.line(4, at: TestCA.start))
        try store.journal.seal()
        store.close()
        try world.copy("journal.sqlite", as: "new-journal")
        try world.copy("journal-anchor", as: "new-anchor")
        try world.putBack("old-journal", as: "journal.sqlite")
        #expect(world.fault()?.cause == .rolledBack)
        #expect(world.fault()?.remedy.contains("--journal") == true)
        try world.putBack("new-journal", as: "journal.sqlite")
        #expect(world.fault() == nil)
        try world.putBack("old-anchor", as: "journal-anchor")
        #expect(world.fault()?.cause == .anchorBehind)
        for name in ["journal-anchor", "journal.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: world.path + "/" + name + suffix)
            }
            #expect(world.fault()?.cause == (name == "journal.sqlite" ? .rolledBack : .anchorLost))
            try world.putBack(name == "journal.sqlite" ? "new-journal" : "new-anchor", as: name)
        }
    }

    @Test("P-70: a segment behind the signed head that does not follow is not signed: it is a fault for ever")
    func segmentAgain() throws {
        let world = try sealedWorld()
        let file = try JournalFile(world.path + "/journal.sqlite")
        let first = try #require(try file.log.bodies(0..<1).first)
        var tree = Tree([Digest.leaf(of: first)])
        let old = tree.head
        tree.append(.leaf(of: first))
        try file.log.append(
            [EntryRow(bytes: first, leaf: .leaf(of: first), request: [])], onto: old, making: tree, keeping: [])
        file.close()
        #expect(world.fault()?.cause == .damaged)
        #expect(world.fault()?.what.contains("does not follow") == true)
    }

    @Test("SP-4.2.1b: words that were removed before a crash leave the write-ahead log at the next round")
    func removedBeforeCrash() async throws {
        let world = try await StoreWorld.filled()
        let word = Array("a-word-past-its-time".utf8)
        let store = try world.open()
        try store.journal.write(
            JournalLine(
                .signIn, at: world.clock.now, person: 1,
                facts: .object([.init("word", .string(String(decoding: word, as: UTF8.self)))])))
        try store.journal.seal()
        world.clock.now = world.clock.now.adding(181 * 86_400)
        try store.journal.write(
            JournalLine(
                .retention, at: world.clock.now,
                facts: .object([
                    .init("before", .string(world.clock.now.text)), .init("class", .string("sign-in")),
                    .init("lines", .integer(1)),
                ])))
        store.close()
        let empty = "UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL WHERE class = 'sign-in'"
        let crashed = try world.crash([("journal.sqlite", empty)])
        let again = try LedgerStore(opening: DataFolder(opening: crashed), clock: world.clock.read)
        try again.journal.tick()
        #expect(world.files(with: [word], below: crashed) == [])
        again.close()
    }

    @Test("P-70: lines without words are counted: no more than were said to be removed, none before its time")
    func counted() async throws {
        let empty = "salt = NULL, body = NULL, person = NULL, about = NULL"
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let now = world.clock.now
        try store.journal.write((1...3).map { JournalTests.line($0, at: now.adding(-$0)) })
        world.clock.now = now.adding(180 * 86_400 + 1)
        try store.journal.write(JournalTests.line(4, at: world.clock.now))
        try store.journal.expire()
        try store.journal.seal()
        let before = try store.journal.lines()
        #expect(before.filter { $0.line == nil }.count == 3)
        store.close()
        #expect(world.fault() == nil)
        try world.copy("journal.sqlite", as: "good")
        for (sql, says) in [
            ("UPDATE line SET \(empty) WHERE class = 'sign-in'", "only 3 of them are noted as removed"),
            ("UPDATE line SET keep = keep + 90000000 WHERE seq = 0", "had to be kept until"),
            ("UPDATE line SET \(empty) WHERE class = 'retention'", "must stay"),
        ] {
            try world.tamper("journal.sqlite", sql)
            #expect(world.fault()?.cause == .damaged)
            #expect(world.fault()?.what.contains(says) == true, "\(sql)")
            try world.putBack("good", as: "journal.sqlite")
        }
        // What says that words went stays when its own time is over.
        let again = try world.open()
        world.clock.now = now.adding(3000 * 86_400)
        try again.journal.expire()
        #expect(try again.journal.lines(JournalQuery(sort: .retention)).filter { $0.line == nil }.isEmpty)
        again.close()
        #expect(world.fault() == nil)
    }

    @Test("K-20, P-8: a hundred invented heads are one finding about their signer, and hide no true one behind them")
    func invented() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        for number in 0..<102 {
            let head = Head(root: Digest.of([UInt8(number)]), size: 3)
            #expect(
                store.journal.note(JournalFacts.Alarm(entry: number, signer: .person(1), head: head)) == (number == 0))
        }
        let head = Head(root: Digest.of([1]), size: 4)
        #expect(store.journal.note(JournalFacts.Alarm(entry: 102, signer: .person(2), head: head)))
        let facts = store.journal.facts
        #expect(facts.alarms.map(\.entry) == Array(0..<103))
        let found = store.published.state.findings(journal: facts, at: world.clock.now)
            .filter { $0.rule.name == "journal-head" }
        #expect(Set(found.map(\.about)) == [.item("p1"), .item("p2")])
        #expect(found.contains { $0.what.contains("So do 101 more of theirs, to entry 101") })
        store.close()
    }

    @Test("P-70: an interrupted `recover --journal` is gone on with, and nothing is written meanwhile")
    func interrupted() throws {
        let world = try sealedWorld()
        try world.copy("journal.sqlite", as: "data/journal.sqlite.recovered")
        #expect(world.fault()?.what.contains("interrupted") == true)
    }

    @Test("P-6: who floods the readings of himself hides nobody's: they are shown page by page")
    func flooded() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let hash = try await world.describe(2, ["contact": "c", "name": "n"], into: store)
        _ = try store.open([(hash, "contact")], for: 3, because: "curious")
        for _ in 0..<100 {
            _ = try store.open([(hash, "name")], for: 2, because: "own")
        }
        let first = try store.readings(about: 2)
        #expect(first.count == 100 && !first.contains { $0.line?.person == 3 })
        let older = try store.readings(about: 2, before: first.last?.number)
        #expect(older.compactMap(\.line?.person) == [3])
        store.close()
        #expect(throws: StoreError.self) { try store.readings(about: 2) }
    }

    @Test("9.2: who holds the journal's file makes a line wait and fail; the server goes on")
    func held() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: world.path + "/journal.sqlite", configuration: configuration)
        try queue.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            #expect(throws: StoreError.self) { try store.journal.write(JournalTests.line(1)) }
            try database.execute(sql: "ROLLBACK")
        }
        #expect(store.stopped == nil)
        try store.journal.write(JournalTests.line(2))
        try queue.close()
        store.close()
    }
}
