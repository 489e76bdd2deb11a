import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Files that are deleted or replaced under a running server: nobody is told that something stands which the next start
/// would not find.
@Suite struct ReplacedFileTests {
    private func isAcknowledged(_ result: SubmissionResult) -> Bool { result.receipt != nil }

    @Test(
        "a ledger, an anchor, a journal or their write-ahead log that is taken away stops the writer before it tells anybody",
        arguments: [
            "ledger.sqlite", "ledger.sqlite-wal", "anchor",
        ])
    func deleted(name: String) async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        #expect(isAcknowledged(try await world.enter(world.withdrawal(1), into: store)))
        try FileManager.default.removeItem(atPath: world.path + "/" + name)
        #expect(!isAcknowledged(try await world.enter(world.withdrawal(2), into: store)))
        #expect(store.stopped?.contains("deleted or replaced") == true, "\(store.stopped ?? "goes on")")
        #expect(!isAcknowledged(try await world.enter(world.withdrawal(3), into: store)))
    }

    @Test("a copy in the file's place is another file", arguments: ["ledger.sqlite", "anchor"])
    func replaced(name: String) async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        #expect(isAcknowledged(try await world.enter(world.withdrawal(1), into: store)))
        let path = world.path + "/" + name
        try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".copy", toPath: path)
        #expect(!isAcknowledged(try await world.enter(world.withdrawal(2), into: store)))
        #expect(store.stopped != nil)
    }

    @Test("a journal that is taken away stops the writer with the next line")
    func journal() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        defer { store.close() }
        try store.journal.write(JournalLine(.program, at: store.clock()))
        try FileManager.default.removeItem(atPath: world.path + "/journal.sqlite")
        #expect(throws: StoreError.self) { try store.journal.write(JournalLine(.program, at: store.clock())) }
        #expect(store.stopped?.contains("deleted or replaced") == true)
    }
}
