import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// What is asked of the journal, what an export holds, and what a start refuses.
struct JournalKeepingTests {
    private func line(_ number: Int, _ sort: JournalLine.Sort = .signIn, at: Time) -> JournalLine {
        JournalTests.line(number, sort, at: at)
    }

    @Test("Lines are asked for by class, by person and by whom they concern, the newest first, page by page")
    func queries() throws {
        let world = try JournalTests.world()
        let store = try world.open()
        let at = TestCA.start
        for number in 1...6 { try store.journal.write(line(number, number % 2 == 0 ? .signIn : .refusal, at: at)) }
        try store.journal.write([
            .reading(statement: Digest.of([1]), part: "name", about: "p4", by: 9, because: "office", at: at),
            .reading(statement: Digest.of([2]), part: "name", about: "p5", by: 9, because: "office", at: at),
        ])
        let journal = store.journal
        #expect(try journal.lines().map(\.number) == [7, 6, 5, 4, 3, 2, 1, 0])
        #expect(try journal.lines(JournalQuery(limit: 2)).map(\.number) == [7, 6])
        #expect(try journal.lines(JournalQuery(before: 6, limit: 2)).map(\.number) == [5, 4])
        #expect(try journal.lines(JournalQuery(sort: .refusal)).compactMap(\.line?.person) == [5, 3, 1])
        #expect(try journal.lines(JournalQuery(person: 9)).count == 2)
        #expect(
            try journal.readings(about: ["p4"]).compactMap(\.line?.facts["statement"]?.text) == [Digest.of([1]).hex])
        #expect(try journal.readings(about: []).isEmpty)
        store.close()
    }

    @Test("P-70: one line is shown without the others: its salt, its words and the way to the segment's digest")
    func opening() throws {
        let world = try JournalTests.world()
        let store = try world.open()
        for number in 1...5 { try store.journal.write(line(number, at: TestCA.start)) }
        #expect(try store.journal.opening(of: 2) == nil, "open lines are sealed by nothing yet")
        try store.journal.seal()
        let opened = try #require(try store.journal.opening(of: 2))
        #expect(try JournalLine(bytes: opened.line.line).person == 3)
        let segment = try #require(store.journal.segments.at(opened.place))
        let head = Head(root: segment.segment.digest, size: 5)
        #expect(opened.proof.count > 0)
        #expect(Proof.includes(opened.line.leaf, at: 2, in: head, path: opened.proof))
        store.close()
    }

    /// A founded world whose Manual has the periods of Tests/Policies/small: sign-ins 180 days, readings five years.
    static func kept() async throws -> (StoreWorld, LedgerStore) {
        let world = try await StoreWorld.filled()
        return (world, try world.open())
    }

    @Test("P-71: an export holds segments and hashes of lines, no words, and goes on from an older one")
    func exported() async throws {
        let (world, store) = try await Self.kept()
        let out = world.root + "/out"
        let now = world.clock.now
        try store.journal.write(
            JournalLine(.signIn, at: now, person: 1, facts: .object([.init("word", .string("secret-word"))])))
        try store.journal.seal()
        _ = try Export(of: store).write(to: out)
        world.clock.now = now.adding(60)
        try store.journal.write(line(2, at: world.clock.now))
        try store.journal.seal()
        _ = try Export(of: store).write(to: out)
        store.close()
        let report = try Export(ofFolder: world.path).write(to: out)
        #expect(report.missing.isEmpty)
        let names = FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String } ?? []
        for name in names {
            guard let data = FileManager.default.contents(atPath: out + "/" + name) else { continue }
            #expect(data.range(of: Data("secret-word".utf8)) == nil, "\(name)")
        }
        for name in ["checkpoint", "checkpoints/1", "checkpoints/2", "lines/0", "lines/1", "tile/entries/000.p/2"] {
            #expect(names.contains("journal/" + name), "\(name)")
            let path = try #require(ExportPath("journal/" + name))
            let reopened = try world.open()
            #expect(
                try reopened.file(path).map { Data($0) }
                    == FileManager.default.contents(atPath: out + "/journal/" + name))
            reopened.close()
        }
        #expect(!names.contains("journal/tile/entries/000.p/1"))
    }

    @Test(
        "P-8: a statement whose signer saw another journal counts, and is an alarm: line and finding, after a start too"
    )
    func alarms() async throws {
        let (world, store) = try await Self.kept()
        var statement = world.withdrawal(7)
        statement.journal = Head(root: Digest.of([1]), size: 3)
        let answer = try await world.enter(statement, into: store)
        let place = try #require(answer.receipt).place
        #expect(store.journal.facts.alarms.map(\.entry) == [place])
        #expect(try store.journal.lines(JournalQuery(sort: .alarm)).first?.line?.facts["entry"]?.number == place)
        let found = store.published.state.findings(journal: store.journal.facts, at: world.clock.now)
        #expect(found.contains { $0.rule.name == "journal-head" && $0.about == .item("p1") })
        #expect(found.contains { $0.rule.name == "machine" }, "the machine is not enrolled")
        store.close()
        let again = try world.open()
        #expect(again.journal.facts.alarms.map(\.entry) == [place])
        again.close()
    }

    @Test("`recover` rebuilds the journal: words where the old file has them, hashes where only the export does")
    func recovered() async throws {
        let (world, store) = try await Self.kept()
        let now = world.clock.now
        try store.journal.write([line(1, at: now), line(2, at: now)])
        try store.journal.seal()
        try store.journal.write(line(3, at: now))
        try store.journal.seal()
        let head = store.journal.head
        _ = try Export(of: store).write(to: world.root + "/out")
        store.close()
        try world.copy("journal.sqlite", as: "whole")
        let whole = try JournalRecovery.recover(world.path, from: world.root + "/out")
        #expect(whole.size == 2 && whole.lines == 3 && whole.whole == 3 && whole.aside != nil)
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.path + "/journal.sqlite" + suffix)
        }
        #expect(world.fault()?.cause == .rolledBack)
        let lost = try JournalRecovery.recover(world.path, from: world.root + "/out")
        #expect(lost.size == 2 && lost.lines == 3 && lost.whole == 0 && lost.aside == nil)
        #expect(world.fault() == nil)
        let reopened = try world.open()
        #expect(reopened.journal.had(head))
        try reopened.journal.write(line(4, at: now))
        try reopened.journal.seal()
        // The third holds the line that says how many lost their words.
        #expect(reopened.journal.segments.map(\.segment.number) == [1, 2, 3, 4])
        reopened.close()
    }

    @Test("`recover` brings columns back to what the lines say, and says how many lines lost their words")
    func recoveredColumns() async throws {
        for (sql, whole) in [
            ("UPDATE line SET person = 9 WHERE seq = 1", 3), ("UPDATE line SET class = 'refusal' WHERE seq = 1", 3),
            ("UPDATE line SET about = 'p9', at = at + 1 WHERE seq = 1", 3),
            ("UPDATE line SET salt = NULL, body = NULL, person = NULL, about = NULL WHERE seq = 1", 2),
            ("UPDATE line SET body = x'00' WHERE seq = 3", 3),
            ("CREATE TABLE copy (body BLOB)", 3),
        ] {
            let (world, store) = try await Self.kept()
            let now = world.clock.now
            try store.journal.write([line(1, at: now), line(2, at: now), line(3, .reading, at: now)])
            try store.journal.seal()
            _ = try Export(of: store).write(to: world.root + "/out")
            try store.journal.write([line(4, at: now), line(5, at: now)])
            let crashed = try world.crash([])
            store.close()
            try FileManager.default.removeItem(atPath: world.path)
            try FileManager.default.moveItem(atPath: crashed, toPath: world.path)
            try world.tamper("journal.sqlite", sql)
            #expect(world.fault()?.cause == .damaged, "\(sql)")
            #expect(try JournalRecovery.recover(world.path, from: world.root + "/out").whole == whole, "\(sql)")
            #expect(world.fault() == nil, "\(sql)")
            let again = try world.open()
            let lines = try again.journal.lines()
            let lost = lines.filter { $0.line == nil }.count
            #expect(lines.first { $0.sort == "retention" }?.line?.facts["lines"]?.number == (lost > 0 ? lost : nil))
            #expect(lines.contains { $0.line?.person == 5 }, "a bad open line takes no later one with it")
            again.close()
        }
    }
}
