import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// K-21: no root, whoever signed it, stands for a check of signatures.
@Suite struct CheckedMarkTests {
    /// A store with a last entry whose signature is broken, below a head that the log's own key signed: what whoever holds
    /// files and log key can make.
    private func forged() async throws -> (world: StoreWorld, size: Int) {
        let world = try await StoreWorld.filled()
        try world.open().close()
        _ = try world.forgeEntry()
        let layout = FolderLayout(world.path)
        let file = try LogFile(layout.ledger)
        let head = try file.head().head
        file.close()
        let note = try Checkpoint(origin: world.ca.origin, head: head).signed(by: world.ca.ledgerSigner)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: layout.anchor + suffix) }
        try Anchor.create(at: layout.anchor, with: SealedHead(head: head, note: note.bytes))
        return (world, head.size)
    }

    private func mark(_ world: StoreWorld) -> CheckedMark { CheckedMarkFile(FolderLayout(world.path)).read() }

    @Test("K-21: an entry with a broken signature is void at a start, though the log signed over it")
    func broken() async throws {
        let (world, size) = try await forged()
        let store = try world.open()
        defer { store.close() }
        #expect(store.voids.map(\.place) == [size - 1] && store.voids.first?.refusal.clause == "P-2")
    }

    @Test("K-21: a mark is believed for the bytes that it names, and with its seal, and no further")
    func believed() async throws {
        let (world, size) = try await forged()
        let layout = FolderLayout(world.path)
        let before = mark(world)
        #expect(before.ledger.size == size - 1)
        let file = try LogFile(layout.ledger)
        let head = try file.head().head
        file.close()
        let text = try String(contentsOfFile: layout.checked, encoding: .utf8)
        let lie = text.replacingOccurrences(
            of: "ledger \(before.ledger.size) \(before.ledger.root.hex)", with: "ledger \(head.size) \(head.root.hex)")
        #expect(lie != text)
        // Without the key of the seal, cut, empty, of another installation, gone: everything is checked.
        let seal = String(text.split(separator: "\n")[3])
        let spoilt = [
            lie, String(text.dropLast()), "", text + "\n",
            text.replacingOccurrences(of: seal, with: "seal " + String(repeating: "0", count: 64)),
        ]
        for text in spoilt {
            try text.write(toFile: layout.checked, atomically: true, encoding: .utf8)
            #expect(mark(world) == .none)
        }
        try lie.write(toFile: layout.checked, atomically: true, encoding: .utf8)
        let store = try world.open()
        #expect(store.voids.map(\.place) == [size - 1])
        store.close()
        // With the key the mark is believed: this is what the file keeps the next start from doing again.
        CheckedMarkFile(layout).write(CheckedMark(ledger: head, journal: mark(world).journal))
        let trusting = try world.open()
        defer { trusting.close() }
        #expect(trusting.voids.isEmpty)
    }

    @Test("K-21: a mark over other bytes is believed for none: the ledger is another one than was checked here")
    func otherBytes() async throws {
        let (world, size) = try await forged()
        let other = Head(root: Digest.of([1]), size: size)
        CheckedMarkFile(FolderLayout(world.path)).write(CheckedMark(ledger: other, journal: mark(world).journal))
        #expect(mark(world).ledger == other)
        #expect(world.fault()?.cause == .fork)
    }

    @Test("K-21: what came through the door is in the mark when the store closes")
    func goesOn() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let head = store.published.checkpoint.head
        #expect(mark(world).ledger == head)
        _ = try #require(try await world.enter(world.withdrawal(1), into: store).receipt)
        #expect(mark(world).ledger == head)
        store.close()
        #expect(mark(world).ledger.size == head.size + 1)
    }
}
