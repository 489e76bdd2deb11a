import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// SP-3.4a, K-13: what was refused is a line. The journal says who did it only when a key proved it, and repeated refusals of one address are counted.
@Suite struct RefusalLineTests {
    private func lines(_ store: LedgerStore) throws -> [JournalLine] {
        try store.journal.lines().compactMap(\.line).filter { $0.sort == .refusal }
    }

    @Test("K-13: a stranger's statement in p1's name says whom it claimed; p1's own refused one says p1")
    func claimed() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        let statement = world.withdrawal(1)
        let stranger = SoftwareKey(.ed25519, seed: "stranger")
        let forged = await store.submit(try Incoming(checking: try stranger.submission(statement)), from: "192.0.2.7")
        guard case .refused = forged else { return #expect(Bool(false), "a stranger's key was taken") }
        let line = try #require(try lines(store).first)
        #expect(line.person == nil && line.facts["claimed"]?.text == "p1")
        #expect(!String(decoding: line.facts.written(), as: UTF8.self).contains("192.0.2"))

        // Its own key, over a head that this log never had.
        var old = statement
        old.ledger = Head(root: Digest.of([1]), size: statement.ledger.size)
        let own = await store.submit(try Incoming(checking: try world.ca.key(1).submission(old)), from: "192.0.2.8")
        guard case .refused = own else { return #expect(Bool(false), "a fork was taken") }
        let proved = try #require(try lines(store).first { $0.person != nil })
        #expect(proved.person == 1 && proved.facts["claimed"] == nil)
    }

    @Test("K-13: the eleventh refusal of one address is counted, the tenth and another address's are lines")
    func counted() throws {
        var refusals = RepeatedRefusals()
        let now = TestCA.start
        let own = (1...1500).filter { _ in refusals.takesLine(from: "192.0.2.7", claimed: "p2", at: now) }
        #expect(own == Array(1...10))
        let other = refusals.takesLine(from: "192.0.2.8", claimed: "p2", at: now)
        #expect(other)
        let early = refusals.over(at: now.adding(599))
        #expect(early.isEmpty)
        let over = refusals.over(at: now.adding(600))
        #expect(over.count == 1)
        #expect(over.first?.facts["count"]?.number == 1490 && over.first?.facts["claimed"]?.text == "p2")
        #expect(over.first?.person == nil && over.first?.facts["since"]?.text == now.text)
        // A new window begins.
        let anew = refusals.takesLine(from: "192.0.2.7", claimed: "p3", at: now.adding(601))
        #expect(anew)
    }

    @Test("K-13: counts of different claims name nobody, and an end writes what is counted so far")
    func mixed() throws {
        var refusals = RepeatedRefusals()
        for person in 1...14 { _ = refusals.takesLine(from: "a", claimed: "p\(person)", at: TestCA.start) }
        let over = refusals.over(at: TestCA.start, all: true)
        #expect(over.map { $0.facts["count"]?.number } == [4] && over.first?.facts["claimed"] == nil)
        let rest = refusals.over(at: TestCA.start, all: true)
        #expect(rest.isEmpty)
    }

    @Test("K-13: the sources that are told apart have a bound; those beyond share ten lines")
    func bounded() throws {
        var refusals = RepeatedRefusals()
        let sources = RepeatedRefusals.sourcesMax + 500
        let lines = (0..<sources).count { refusals.takesLine(from: "s\($0)", claimed: nil, at: TestCA.start) }
        #expect(lines == RepeatedRefusals.sourcesMax + RepeatedRefusals.writtenMax)
    }

    @Test("K-13: what is counted is on disk after the journal closed")
    func closed() async throws {
        let world = try await StoreWorld.filled()
        var store = try world.open()
        let stranger = SoftwareKey(.ed25519, seed: "stranger")
        for number in 1...13 {
            let forged = try stranger.submission(world.withdrawal(UInt64(number)))
            _ = await store.submit(try Incoming(checking: forged), from: "192.0.2.7")
        }
        #expect(try lines(store).count == 10)
        store.close()
        store = try world.open()
        defer { store.close() }
        #expect(try lines(store).compactMap { $0.facts["count"]?.number } == [3])
    }

    @Test("SP-3.4a: every refusal note is a line: hash, clause, kind and person, and nothing of the content")
    func refusals() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        var statement = world.withdrawal(1)
        statement.ledger = Head(root: Digest.of([1]), size: 1)
        let submission = try world.ca.key(1).submission(statement)
        guard case .refused(let refusal, _) = await store.submit(try Incoming(checking: submission)) else {
            Issue.record("not refused")
            return
        }
        var lines: [JournalLine] = []
        try store.journal.file.lines(from: 0) {
            lines.append(try JournalLine(bytes: #require($0.salted).line))
            return true
        }
        #expect(lines.map(\.sort) == [.refusal])
        #expect(lines.first?.person == 1)
        #expect(lines.first?.facts["clause"]?.text == refusal.clause)
        #expect(lines.first?.facts["statement"]?.text == submission.hash.hex)
        #expect(lines.first?.facts["kind"]?.text == "authority/act.withdraw")
        store.close()
    }
}
