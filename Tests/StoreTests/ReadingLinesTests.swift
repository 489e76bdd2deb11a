import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: SP-4.2.2a: who reads the journal's lines needs a role, and his reading is a line first; each line is proved alone.
@Suite struct ReadingLinesTests {
    /// The small CA with a reviser p5, who reads, and p6 without office; a few lines in the journal.
    private func world() async throws -> (StoreWorld, LedgerStore) {
        var ca = try TestCA.small()
        for _ in 5...6 { try ca.enrol() }
        try ca.carry(
            ca.propose("authority/body.seat", .line(["body": .string("reviser"), "person": .person(5)]), by: 1))
        let world = try await StoreWorld.filled(ca)
        world.clock.now = world.ca.now
        let store = try world.open()
        for person in 1...3 { try store.journal.write(JournalLine(.signIn, at: world.clock.now, person: person)) }
        return (world, store)
    }

    @Test(
        "SP-4.2.2a: without the role nil and no line; with it a line that says what was asked for and shown, before it is"
    )
    func right() async throws {
        let (world, store) = try await world()
        for person in [1, 6, 99] {
            #expect(try store.lines(JournalQuery(), for: person) == nil && store.line(0, for: person) == nil)
        }
        #expect(try store.readings().isEmpty)
        let all = try #require(try store.lines(JournalQuery(), for: 5))
        #expect(all.lines.first?.line?.person == 3 && all.counts["sign-in"] == 3)
        let count = all.lines.count
        let one = try #require(try store.lines(JournalQuery(sort: .signIn, person: 2), for: 5))
        #expect(one.lines.map(\.line?.person) == [2] && one.counts == ["sign-in": 1])
        #expect(try store.lines(JournalQuery(person: 4), for: 5)?.lines.isEmpty == true)
        let because = "RP-1.4, exception RP-1.4-logs, as reviser"
        let number = one.lines[0].number
        #expect(
            try store.readings() == [
                .reading(
                    lines: 0...(count - 1), of: nil, about: nil, by: 5, because: because, at: world.clock.now),
                .reading(
                    lines: number...number, of: .signIn, about: "p2", by: 5, because: because, at: world.clock.now),
                .reading(lines: nil, of: nil, about: "p4", by: 5, because: because, at: world.clock.now),
            ])
        // p2 sees who looked for him.
        let readers = try store.readings(about: 2).map { $0.line?.person }
        #expect(readers == [5])
        try await world.erase(
            "authority/seat.end", .line(["group": .string("reviser"), "person": .person(5)]), into: store)
        #expect(try store.lines(JournalQuery(), for: 5) == nil, "whose office ended")
        store.close()
    }

    @Test("SP-4.2.2a: a journal that takes no line shows none")
    func noLine() async throws {
        let (world, store) = try await world()
        // The journal's own timer may hold the file just then.
        var patient = Configuration()
        patient.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: world.path + "/journal.sqlite", configuration: patient)
        try await queue.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON line BEGIN SELECT RAISE(ABORT, 'no more'); END")
        }
        try queue.close()
        #expect(throws: StoreError.self) { try store.lines(JournalQuery(), for: 5) }
        #expect(throws: StoreError.self) { try store.line(0, for: 5) }
        store.close()
    }

    @Test("P-70: each line is found in its segment, between empty ones too, and proved alone")
    func proven() async throws {
        let (world, store) = try await world()
        // The folder goes with its world, and a store without its files writes nothing.
        defer { withExtendedLifetime(world) {} }
        for _ in 1...2 { try store.journal.seal() }
        for person in 1...5 { try store.journal.write(JournalLine(.signOut, at: store.clock(), person: person)) }
        for _ in 1...2 { try store.journal.seal() }
        let open = try #require(try store.lines(JournalQuery(limit: 1), for: 5)?.lines.first?.number) + 1
        let journal = store.journal.published
        #expect(journal.segments.contains { $0.lines.isEmpty } && journal.segment(of: open) == nil)
        for number in 0..<open {
            let line = try #require(try store.journal.proven(number))
            let segment = try #require(line.segment)
            #expect(segment.lines.contains(number) && line.salted?.leaf == line.kept.leaf)
            #expect(
                Proof.includes(
                    line.kept.leaf, at: number - segment.lines.lowerBound,
                    in: Head(root: segment.segment.digest, size: segment.lines.count), path: line.proof))
        }
        #expect(try store.journal.proven(open)?.segment == nil && store.journal.proven(open + 1) == nil)
        store.close()
    }
}
