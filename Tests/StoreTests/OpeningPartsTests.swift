import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// SP-3.4a: who reads restricted content is on record, with what for, before they see any of it.
@Suite struct OpeningPartsTests {
    @Test("SP-3.4a, P-6: no journal line, no content; and the right to read is judged in the store once more")
    func readings() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let outsider = try world.ca.enrol()
        let hash = try await world.describe(2, ["name": "Grace Hopper"], into: store)
        #expect(try store.open([(hash, "name")], for: outsider, because: "I say so") == [nil])
        #expect(try store.open([(hash, "none"), (.of([9]), "name")], for: 1, because: "x") == [nil, nil])
        #expect(try store.readings().isEmpty)
        #expect(try store.open([(hash, "name")], for: 1, because: "in office")[0] != nil)
        #expect(
            try store.readings() == [
                .reading(
                    statement: hash, part: "name", about: "p2", by: 1, because: "in office", at: world.clock.now)
            ])
        // A journal that takes no line: whatever the disk's trouble is.
        let queue = try DatabaseQueue(path: world.path + "/journal.sqlite")
        try await queue.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON line BEGIN SELECT RAISE(ABORT, 'no more'); END")
        }
        try queue.close()
        #expect(throws: StoreError.self) { try store.open([(hash, "name")], for: 1, because: "in office") }
        store.close()
    }
}
