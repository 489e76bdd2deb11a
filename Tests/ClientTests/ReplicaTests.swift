import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@Suite("The own copy of a ledger (P-8, P-71)")
struct ReplicaTests {
    @Test(
        "P-71: first contact prints the 24 words; the copy is the log's state, also after a start without network"
    )
    func firstContact() async throws {
        let play = try Play.small()
        let storage = try FolderStorage(folder: play.scratch.path + "/copy")
        let console = Notepad()
        let workspace = try await play.workspace(1, storage: storage, console: console)
        let words = Words.words24(try #require(play.log.ca.authority.founding?.hash))
        for start in stride(from: 0, to: 24, by: 6) {
            #expect(console.text.contains(words[start..<start + 6].joined(separator: " ")))
        }
        #expect(workspace.state.world.stateHash == play.log.ca.state.world.stateHash)
        let again = try Replica(storage: storage)
        #expect(again.head == play.log.ca.state.log.head)
        #expect(again.state.world.stateHash == play.log.ca.state.world.stateHash)
        #expect(again.entry(at: 3) == play.log.ca.entries[3])
        #expect(again.state(at: 9)?.log.head.size == 9)
    }

    @Test("A copy grows over the border of a bundle, and old partial files go")
    func growing() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        var workspace = try await play.workspace(1, storage: storage)
        for round in 0..<5 {
            for number in 0..<25 { _ = try play.store("safe-\(round)-\(number)") }
            try await workspace.sync()
            #expect(workspace.replica.head == play.log.ca.state.log.head)
        }
        #expect(play.log.ca.entries.count > 256)
        #expect(storage.names(in: "tile/entries").count == 2)
        #expect(try Replica(storage: storage).state.world.stateHash == play.log.ca.state.world.stateHash)
    }

    @Test("P-8: another history of the same length, or a longer one, is a fork alarm with the evidence kept")
    func fork() async throws {
        for more in [0, 2] {
            let play = try Play.small()
            let storage = MemoryStorage()
            let before = play.log.ca
            _ = try play.store("safe-1")
            var workspace = try await play.workspace(1, storage: storage)
            // The same log key signs another history from the same beginning.
            play.log.with { $0.ca = before }
            _ = try play.store("safe-2")
            for number in 0..<more { _ = try play.store("other-\(number)") }
            let failure = await failure { try await workspace.sync() }
            #expect(failure?.alarm == .fork)
            #expect(failure?.exitCode == 6)
            #expect(failure?.text.contains("Call two members") == true)
            #expect(storage.names(in: "evidence").count == 1)
        }
    }

    @Test("P-8: a shorter history is an alarm, and the highest head stays")
    func rollback() async throws {
        let play = try Play.small()
        let before = play.log.ca
        _ = try play.store()
        let storage = MemoryStorage()
        var workspace = try await play.workspace(1, storage: storage)
        play.log.with { $0.ca = before }
        #expect(await failure { try await workspace.sync() }?.alarm == .rollback)
        #expect(try Replica(storage: storage).head.size == before.entries.count + 2)
    }

    @Test(
        "A checkpoint that the founding's key did not sign is an alarm, at first contact too",
        arguments: [true, false])
    func forged(first: Bool) async throws {
        let play = try Play.small()
        var workspace = try play.bare()
        if !first { try await workspace.sync() }
        _ = try play.store()
        var making = ExportMaking(play.log.ca)
        making.signer = try NoteSigner(name: play.log.ca.origin, seed: [UInt8](repeating: 9, count: 32))
        let forged = try making.checkpoint(at: making.entries.count)
        play.log.with { $0.lies[.checkpoint] = forged }
        #expect(await failure { try await workspace.sync() }?.alarm == .checkpoint)
    }

    @Test("P-71: between two demonstrations a replacement with a notice")
    func otherDemonstration() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        let console = Notepad()
        var workspace = try await play.workspace(1, storage: storage, console: console)
        var other = try TestCA(origin: "demonstration/other.example", policy: "small")
        try other.found([["council"], ["council"], ["council"]])
        play.log.with { $0.ca = other }
        try await workspace.sync()
        #expect(console.text.contains("NOTICE"))
        #expect(workspace.replica.founding?.origin == "demonstration/other.example")
        #expect(try Replica(storage: storage).head == other.state.log.head)
    }

    @Test(
        "P-71: another founding at a production address is an alarm, and nothing is signed until its words were given"
    )
    func production() async throws {
        func founded(_ host: String) throws -> TestCA {
            var ca = try TestCA(origin: host, policy: "small")
            for person in 1...3 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "\(host) p\(person)")) }
            try ca.found([["council"], ["council"], ["council"]], sort: "production")
            return ca
        }
        let play = Play(log: StandIn(try founded("ca.example")), scratch: try Scratch())
        let storage = MemoryStorage()
        let console = Notepad()
        var workspace = try await play.workspace(1, storage: storage, console: console)
        #expect(console.text.contains("You cannot sign until you give them"))
        let untrusted = await failure {
            _ = try await workspace.say { (s) throws(Failure) in
                try s.proposal("authority/team.lead", ["person=p2", "team=keepers"])
            }
        }
        #expect(untrusted?.clause == "P-71")
        #expect(await failure { try await workspace.signIn() }?.clause == "K-10")
        let words = Words.words24(try #require(workspace.replica.founding?.hash)).joined(separator: " ")
        #expect(
            await failure {
                try await workspace.sync(founding: Words.words24(.of([1])).joined(separator: " "))
            }?.alarm == .words)
        #expect(await failure { try await workspace.sync(founding: "some words") }?.exitCode == 2)
        try await workspace.sync(founding: words)
        #expect(workspace.replica.trust?.given == true)
        let other = try founded("ca.other.example")
        play.log.with { $0.ca = other }
        #expect(await failure { try await workspace.sync() }?.alarm == .foundingDiffers)
        #expect(
            try Replica(storage: storage).trust
                == Trust(founding: try #require(workspace.replica.founding?.hash), given: true))
    }

    @Test("A bundle that the log signed for and does not serve is withheld; nobody answering is not")
    func withheld() async throws {
        let play = try Play.small()
        var workspace = try play.bare()
        let path = try #require(TilePath.bundle(of: 0, at: play.log.ca.entries.count))
        play.log.with { $0.lies[.tile(path)] = .some(nil) }
        let failure = await failure { try await workspace.sync() }
        #expect(failure?.alarm == .withheld)
        #expect(workspace.replica.head.size == 0)
    }

    @Test("An altered enclosure, an altered entry and a cut bundle are alarms; the copy stays as it was")
    func altered() async throws {
        let play = try Play.small()
        let policy = try #require(play.log.ca.documents["policy"])
        play.log.with { $0.lies[.enclosure(policy)] = Array("{}".utf8) }
        var workspace = try play.bare()
        #expect(await failure { try await workspace.sync() }?.alarm == .altered)
        play.log.with { $0.lies = [:] }
        let size = play.log.ca.entries.count
        let path = try #require(TilePath.bundle(of: 0, at: size))
        var entries = play.log.ca.entries
        entries[5] = entries[6]
        let swapped = try EntryBundle.encoded(entries)
        play.log.with { $0.lies[.tile(path)] = swapped }
        #expect(await failure { try await workspace.sync() }?.alarm == .altered)
        play.log.with { $0.lies[.tile(path)] = Array(swapped.dropLast(3)) }
        #expect(await failure { try await workspace.sync() }?.alarm == .altered)
        #expect(workspace.replica.head.size == 0)
    }

    @Test("A copy whose files were changed is not used")
    func damaged() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        _ = try await play.workspace(1, storage: storage)
        let name = "tile/entries/" + (storage.names(in: "tile/entries").first ?? "")
        let good = try #require(storage.read(name))
        for bad in [Array(good.dropLast()), good.dropLast(3) + [0x39, 0x5A, 0x0A]] {
            try storage.write(name, bad)
            let failure = await failure { _ = try Replica(storage: storage) }
            #expect(failure?.alarm == .copy)
        }
        storage.remove(name)
        #expect(await failure { _ = try Replica(storage: storage) }?.alarm == .copy)
    }

    @Test("Two commands at once: the second waits for the first one's lock")
    func lock() async throws {
        let scratch = try Scratch()
        var first: FolderStorage? = try FolderStorage(folder: scratch.path + "/copy")
        try first?.write("a/b", [1, 2])
        #expect(first?.read("a/b") == [1, 2])
        first = nil
        #expect(try FolderStorage(folder: scratch.path + "/copy").names(in: "a") == ["b"])
    }
}
