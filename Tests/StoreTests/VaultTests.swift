import Foundation
import GRDB
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: restricted content lies sealed, is read only after the journal knows of it, and is gone when an act erased it.
@Suite struct VaultTests {
    private let name = "Grace Hopper of the compilers"
    private let contact = "grace@navy.example, extension 4711"

    @Test("P-6: restricted content is in no file as it is, nor its commitment key, nor the key it is sealed with")
    func sealed() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let hash = try await world.describe(2, ["contact": contact, "name": name], into: store)
        let opened = try store.open([(hash, "name"), (hash, "contact")], for: 3, because: "because")
        #expect(opened.map { $0.map { String(decoding: $0.content, as: UTF8.self) } } == [name, contact])
        let secrets = [Array(name.utf8), Array(contact.utf8), StoreWorld.key(name)]
        #expect(world.files(with: secrets) == [])
        store.close()
        #expect(world.files(with: secrets) == [])
        _ = try Export(ofFolder: world.path).write(to: world.root + "/out")
        #expect(world.files(with: secrets) == [])
        #expect(FileManager.default.fileExists(atPath: world.root + "/out/public") == false)
        // It opens again after a start.
        let again = try world.open()
        #expect(try again.open([(hash, "name")], for: 2, because: "own")[0]?.content == Array(name.utf8))
        #expect(try again.publicContent(of: hash, name: "name") == nil)
        #expect(try again.file(.detached(statement: hash, name: "name")) == nil)
        again.close()
    }

    @Test("P-6: each subject, audience and exception has a key of its own, and a box is bound to its place")
    func keys() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let one = try await world.describe(2, ["contact": contact, "name": name], into: store)
        let other = try await world.describe(3, ["name": "Ada"], into: store)
        let keys = try store.files.vault.keys.all().map(\.holder)
        #expect(Set(keys.map(\.subject)) == ["p2", "p3"] && keys.count == 2)
        #expect(keys.allSatisfy { $0.audience == "members" && $0.exception == "RP-1.4-personal" })
        // Somebody who can write the file shows one person's name as another's part.
        let boxes = try [one, other].map {
            try #require(try store.files.vault.file.sealed(PartReference(statement: $0, part: "name")))
        }
        store.close()
        let queue = try DatabaseQueue(path: world.path + "/vault.sqlite")
        try await queue.write { database in
            for (box, at) in [(boxes[0], other), (boxes[1], one)] {
                try database.execute(
                    sql: "UPDATE sealed SET key = ?, box = ? WHERE statement = ? AND name = 'name'",
                    arguments: [Data(box.key), Data(box.box), Data(at.bytes)])
            }
        }
        try queue.close()
        let again = try world.open()
        #expect(try again.open([(one, "name"), (other, "name")], for: 1, because: "x") == [nil, nil])
        #expect(Set(again.mismatches.map(\.reference.statement)) == [one, other])
        #expect(try again.open([(one, "contact")], for: 1, because: "x")[0] != nil)
        again.close()
    }

    @Test("P-6: public content that was changed is an alarm at the start and on reading, and is not shown")
    func mismatch() async throws {
        let world = try await StoreWorld.filled()
        let part = OpenedPart(name: "reason", key: StoreWorld.key("r"), content: Array("because".utf8))
        let store = try world.open()
        try await world.enter(world.withdrawal(1, detached: [part]), parts: [part], into: store)
        let hash = try Entry(bytes: world.ca.entries[world.ca.entries.count - 1]).hash
        #expect(try store.publicContent(of: hash, name: "reason") == part && store.mismatches.isEmpty)
        let change = "UPDATE part SET content = CAST('becausE' AS BLOB)"
        let queue = try DatabaseQueue(path: world.path + "/vault.sqlite")
        try await queue.write { try $0.execute(sql: change) }
        try queue.close()
        #expect(try store.publicContent(of: hash, name: "reason") == nil)
        #expect(store.mismatches.map(\.reference.part) == ["reason"])
        store.close()
        let again = try world.open()
        #expect(again.mismatches.map(\.place) == [world.ca.entries.count - 1])
        #expect(try again.publicContent(of: hash, name: "reason") == nil)
        again.close()
    }

    @Test("A vault opens with its own keys alone, and says what is missing")
    func folder() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let hash = try await world.describe(2, ["name": name], into: store)
        store.close()
        let keys = world.path + "/vault-keys.sqlite"
        let vaultKey = world.path + "/keys/vault.key"
        #expect(try FileManager.default.attributesOfItem(atPath: vaultKey)[.posixPermissions] as? Int == 0o600)
        try world.copy("keys/vault.key", as: "key")
        try Data((Digest.of([1]).hex + "\n").utf8).write(to: URL(fileURLWithPath: vaultKey))
        #expect(world.fault()?.cause == .otherKey)
        try Data("nonsense".utf8).write(to: URL(fileURLWithPath: vaultKey))
        #expect(world.fault()?.cause == .otherKey)
        try FileManager.default.removeItem(atPath: vaultKey)
        #expect(world.fault()?.what.contains("vault.key is missing") == true)
        try FileManager.default.copyItem(atPath: world.root + "/key", toPath: vaultKey)
        chmod(vaultKey, 0o644)
        #expect(world.fault()?.cause == .unsafe)
        chmod(vaultKey, 0o600)
        try world.copy("vault-keys.sqlite", as: "keys")
        try FileManager.default.removeItem(atPath: keys)
        #expect(world.fault()?.what.contains("vault-keys.sqlite") == true)
        try world.putBack("keys", as: "vault-keys.sqlite")
        let again = try world.open()
        #expect(try again.open([(hash, "name")], for: 1, because: "x")[0] != nil)
        again.close()
    }

    @Test("P-6: what is stored about a person is told by statement and part, erased or not")
    func stored() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let first = try await world.describe(2, ["contact": contact, "name": name], into: store)
        try await world.describe(3, ["name": "Ada"], into: store)
        let act = try await world.eraseContent(first, "contact", into: store)
        let stored = try store.stored(about: 2)
        #expect(stored.map(\.reference.part) == ["contact", "name"])
        #expect(stored.map(\.erased) == [act, nil] && stored.map(\.isHere) == [false, true])
        #expect(stored.allSatisfy { $0.kind == DescribePerson.kind && $0.part.exception == "RP-1.4-personal" })
        #expect(try store.stored(about: 1).isEmpty)
        store.close()
    }
}
