import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: what an act has erased is in no file that the server holds or writes, whatever happened before or in between.
@Suite struct ErasureTests {
    private let name = "Grace Hopper of the compilers"
    private let contact = "grace@navy.example, extension 4711"
    private var secrets: [[UInt8]] {
        [Array(name.utf8), Array(contact.utf8), StoreWorld.key(name), StoreWorld.key(contact)]
    }

    /// A ledger in which p2 and p3 have said who they are, and a list with what would open p2's content.
    private func described() async throws -> (StoreWorld, LedgerStore, p2: Digest, p3: Digest, boxes: [[UInt8]]) {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let p2 = try await world.describe(2, ["contact": contact, "name": name], into: store)
        let p3 = try await world.describe(3, ["name": "Ada"], into: store)
        let vault = store.files.vault
        let keys = try vault.keys.all().filter { $0.holder.subject == "p2" }
        let boxes = try keys.flatMap { try vault.file.boxes(under: $0.holder.id) }
        return (world, store, p2, p3, boxes + keys.map(\.wrapped))
    }

    @Test("P-6: after a subject's erasure no file, no write-ahead log and no export holds content, box or key")
    func subject() async throws {
        let (world, store, p2, p3, boxes) = try await described()
        #expect(!world.files(with: boxes).isEmpty, "the search finds what is there")
        let act = try await world.eraseSubject(2, into: store)
        // The server still runs: its logs are emptied too.
        #expect(world.files(with: boxes + secrets) == [])
        #expect(try store.open([(p2, "name"), (p2, "contact")], for: 2, because: "own") == [nil, nil])
        #expect(try store.open([(p3, "name")], for: 1, because: "x")[0] != nil, "his neighbour's stays")
        #expect(store.mismatches.isEmpty)
        #expect(store.published.state.erasure(of: p2, part: "name") == act)
        _ = try Export(of: store).write(to: world.root + "/out")
        store.close()
        #expect(world.files(with: boxes + secrets) == [])
        // He may describe himself again: under a new key, and no start erases that.
        var again = try world.open()
        let later = try await world.describe(2, ["name": "Grace"], into: again)
        again.close()
        again = try world.open()
        #expect(try again.open([(later, "name")], for: 1, because: "x")[0]?.content == Array("Grace".utf8))
        again.close()
    }

    @Test("P-6: one part's erasure seals what lay under the same key anew, so that an old copy opens nothing")
    func part() async throws {
        let (world, store, p2, _, boxes) = try await described()
        try await world.eraseContent(p2, "contact", into: store)
        #expect(world.files(with: boxes + [Array(contact.utf8), StoreWorld.key(contact)]) == [])
        #expect(
            try store.open([(p2, "contact"), (p2, "name")], for: 1, because: "x").map { $0 != nil } == [false, true])
        store.close()
        let again = try world.open()
        #expect(try again.open([(p2, "name")], for: 1, because: "x")[0]?.content == Array(name.utf8))
        #expect(again.mismatches.isEmpty)
        again.close()
    }

    @Test("P-6: an older vault and older keys that are put back are erased before anything is opened")
    func putBack() async throws {
        let (world, first, p2, p3, boxes) = try await described()
        first.close()
        for file in ["vault.sqlite", "vault-keys.sqlite"] { try world.copy(file, as: "old-" + file) }
        let aside = world.root + "-aside"
        let store = try world.open()
        try await world.eraseSubject(2, into: store)
        store.close()
        for file in ["vault.sqlite", "vault-keys.sqlite"] { try world.putBack("old-" + file, as: file) }
        try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: aside) }
        for file in ["vault.sqlite", "vault-keys.sqlite"] {
            try FileManager.default.moveItem(atPath: world.root + "/old-" + file, toPath: aside + "/" + file)
        }
        #expect(!world.files(with: boxes).isEmpty)
        let again = try world.open()
        #expect(world.files(with: boxes) == [])
        #expect(try again.open([(p2, "name")], for: 1, because: "x") == [nil])
        #expect(try again.open([(p3, "name")], for: 1, because: "x")[0] != nil)
        again.close()
        // The keys' file alone.
        try FileManager.default.copyItem(atPath: aside + "/vault-keys.sqlite", toPath: world.root + "/k")
        try world.putBack("k", as: "vault-keys.sqlite")
        try FileManager.default.removeItem(atPath: world.root + "/k")
        try world.open().close()
        #expect(world.files(with: boxes) == [])
    }

    @Test("P-6: a crash between the effect and the erasure: the next start carries it out")
    func crash() async throws {
        let (world, store, p2, _, boxes) = try await described()
        store.close()
        for file in ["vault.sqlite", "vault-keys.sqlite"] { try world.copy(file, as: "before-" + file) }
        let erasing = try world.open()
        try await world.eraseSubject(2, into: erasing)
        erasing.close()
        // As it would be, had the writer died after the commit of the entry: the ledger has the act, the vault all.
        for file in ["vault.sqlite", "vault-keys.sqlite"] {
            try world.putBack("before-" + file, as: file)
            try FileManager.default.removeItem(atPath: world.root + "/before-" + file)
        }
        // And had it died after the contents were gone, before the keys were.
        let again = try world.open()
        #expect(world.files(with: boxes + secrets) == [])
        #expect(try again.open([(p2, "name")], for: 2, because: "own") == [nil])
        again.close()
    }

    @Test("P-71: the next export takes what was erased out of an older OUT, and goes on")
    func export() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let draft = Draft.of(
            world.ca.kind("authority/team.lead"), .line(["person": .person(1), "team": .string("keepers")]))
        let hash = try await world.say(draft, by: 1, personal: [:], reason: name, into: store)
        let out = world.root + "/out"
        _ = try Export(of: store).write(to: out)
        let file = ExportPath.detached(statement: hash, name: "reason")
        #expect(try ExportFolder(out).read(file) != nil)
        let act = try await world.eraseContent(hash, "reason", into: store)
        #expect(store.published.state.erasure(of: hash, part: "reason") == act)
        #expect(try store.file(file) == nil)
        #expect(world.files(with: secrets, below: world.path) == [])
        let report = try Export(of: store).write(to: out)
        #expect(try ExportFolder(out).read(file) == nil && report.missing.isEmpty)
        #expect(world.files(with: secrets) == [])
        // A whole new one has no word of it either, and does not call it missing.
        #expect(try Export(of: store).write(to: world.root + "/whole").missing.isEmpty)
        store.close()
    }

    @Test("P-6: recover takes no erased content from an older export")
    func recover() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let draft = Draft.of(
            world.ca.kind("authority/team.lead"), .line(["person": .person(1), "team": .string("keepers")]))
        let hash = try await world.say(draft, by: 1, personal: [:], reason: name, into: store)
        let kept = try await world.say(draft, by: 1, personal: [:], reason: "kept", into: store)
        let p3 = try await world.describe(3, ["name": "Ada"], into: store)
        let out = world.root + "/out"
        _ = try Export(of: store).write(to: out)
        try await world.eraseContent(hash, "reason", into: store)
        store.close()
        for name in ["vault.sqlite", "ledger.sqlite"] {
            try FileManager.default.copyItem(atPath: world.path + "/" + name, toPath: world.root + "/" + name)
        }
        try FileManager.default.removeItem(atPath: world.path + "/vault.sqlite")
        _ = try Recovery.recover(world.path, from: out)
        #expect(world.files(with: secrets, below: world.path) == [])
        let again = try world.open()
        #expect(try again.publicContent(of: hash, name: "reason") == nil)
        #expect(try again.publicContent(of: kept, name: "reason")?.content == Array("kept".utf8))
        #expect(try again.open([(p3, "name")], for: 1, because: "x") == [nil], "no export holds what is restricted")
        again.close()
        // Whose vault comes back from a copy opens it with the keys that stayed.
        try world.putBack("vault.sqlite", as: "vault.sqlite")
        let third = try world.open()
        #expect(try third.open([(p3, "name")], for: 1, because: "x")[0] != nil)
        third.close()
    }
}
