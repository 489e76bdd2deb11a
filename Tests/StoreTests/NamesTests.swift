import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: a search opens however many names in one reading: one line of the journal first, one pass over the vault; what is
/// erased, changed or not this reader's is not among them.
@Suite struct NamesTests {
    /// The small CA in which p1 to p4 have said their names; p5 has no office.
    private func named() async throws -> (StoreWorld, LedgerStore, outsider: Int, [Digest]) {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let outsider = try world.ca.enrol()
        var said: [Digest] = []
        for person in 1...4 { said.append(try await world.describe(person, ["name": "Name \(person)"], into: store)) }
        return (world, store, outsider, said)
    }

    @Test("P-6: one line for all names, with whose they were; within ten minutes of the same ledger no second one")
    func together() async throws {
        let (world, store, outsider, _) = try await named()
        #expect(try store.names(for: outsider) == [:] && store.readings().isEmpty)
        let names = try store.names(for: 1)
        #expect(names == [1: "Name 1", 2: "Name 2", 3: "Name 3", 4: "Name 4"])
        let because = "RP-1.4, exception RP-1.4-personal, as office"
        let size = store.published.state.log.size
        let line = JournalLine.reading(
            ofAll: "name", count: 4, size: size, by: 1, because: because, at: world.clock.now)
        #expect(try store.readings() == [line])
        #expect(try store.names(for: 1) == names && store.readings().count == 1)
        try await world.enter(world.withdrawal(1), into: store)
        #expect(try store.names(for: 1) == names && store.readings().count == 1, "a ledger that grew by something else")
        _ = try store.names(for: 2)
        #expect(try store.readings().count == 2, "another reader")
        world.clock.now = world.clock.now.adding(600)
        _ = try store.names(for: 1)
        #expect(try store.readings().count == 3, "ten minutes later")
        _ = try await world.describe(3, ["name": "Another"], into: store)
        #expect(try store.names(for: 1)[3] == "Another" && store.readings().count == 4, "a newer name")
        // Each of them sees it, as somebody who came later does not.
        #expect(try store.readings(about: 3).count == 4)
        #expect(try store.readings(about: world.ca.enrol()).isEmpty)
        store.close()
    }

    @Test("P-6: an erased name is not among them, a changed one is an alarm; no line, no names")
    func absent() async throws {
        let (world, store, _, said) = try await named()
        try await world.eraseContent(said[1], "name", into: store)
        #expect(try store.names(for: 1).keys.sorted() == [1, 3, 4])
        let boxes = try said[2...].map {
            try #require(try store.files.vault.file.sealed(PartReference(statement: $0, part: "name")))
        }
        let queue = try DatabaseQueue(path: world.path + "/vault.sqlite")
        try await queue.write {
            try $0.execute(
                sql: "UPDATE sealed SET key = ?, box = ? WHERE statement = ?",
                arguments: [Data(boxes[0].key), Data(boxes[0].box), Data(said[3].bytes)])
        }
        try queue.close()
        #expect(try store.names(for: 1).keys.sorted() == [1, 3])
        let journal = try DatabaseQueue(path: world.path + "/journal.sqlite")
        try await journal.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON line BEGIN SELECT RAISE(ABORT, 'no more'); END")
        }
        try journal.close()
        #expect(throws: StoreError.self) { try store.names(for: 2) }
        store.close()
    }
}
