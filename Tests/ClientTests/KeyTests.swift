import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Keys and the founding, heard in words (P-21, P-54)")
struct KeyTests {
    @Test("A new person: proposed by a witness, signed by the holder as p0, heard by two")
    func enrol() async throws {
        let play = try Play.small()
        let file = play.scratch.path + "/new"
        let key = try KeyFile.make(file, plain: true, comment: "new", withoutPassphrase: true)
        #expect(
            await failure {
                _ = try KeyFile.make(file, plain: true, comment: "new", withoutPassphrase: true)
            }?.exitCode == 2)
        var one = try await play.workspace(1)
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("authority/person.enrol", ["key=@\(file).pub"])
        }
        // A witness says what he heard: his slot is not filled by proposing.
        #expect(proposed.submission.statement.slot == nil)
        let id = "A-\(proposed.place)"
        play.wait()
        var holder = try await play.workspace(0)
        holder.keyFile = file
        _ = try await holder.say { (s) throws(Failure) in try s.signature(on: [id]) }
        let words = Words.words12(key.fingerprint).joined(separator: " ")
        var four = try await play.workspace(4)
        #expect(await failure { _ = try four.signature(on: [id]) }?.exitCode == 2)
        #expect(
            await failure {
                _ = try four.signature(on: [id], heard: Words.words12(.of([1])).joined(separator: " "))
            }?.alarm == .words)
        #expect(await failure { _ = try four.signature(on: [id], heard: "abandon " + words) }?.exitCode == 2)
        _ = try await four.say { (s) throws(Failure) in try s.signature(on: [id], heard: words) }
        play.wait()
        try await one.sync()
        _ = try await one.say { (s) throws(Failure) in try s.signature(on: [id], heard: words.uppercased()) }
        #expect(one.authority.people.count == 6)
    }

    @Test("A further key of one's own, revoked by itself")
    func further() async throws {
        let play = try Play.small()
        let file = play.scratch.path + "/new"
        let key = try KeyFile.make(file, plain: true, comment: "new", withoutPassphrase: true)
        var one = try await play.workspace(1)
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("authority/key.enrol", ["key=\(key.openSSH)", "person=p1"])
        }
        let id = "A-\(proposed.place)"
        one.keyFile = file
        _ = try await one.say { (s) throws(Failure) in try s.signature(on: [id], slot: "holder") }
        for person in [3, 4] {
            play.wait()
            var witness = try await play.workspace(person)
            _ = try await witness.say { (s) throws(Failure) in
                try s.signature(on: [id], heard: Words.words12(key.fingerprint).joined(separator: " "))
            }
        }
        try await one.sync()
        #expect(one.authority.key(key.fingerprint)?.key.person == 1)
        let revoked = try await one.say { (s) throws(Failure) in
            try s.revocation(Words.words12(key.fingerprint).joined(separator: " "), because: "Lost.")
        }
        #expect(one.authority.key(key.fingerprint)?.key.revoked == revoked.place)
    }

    @Test("The founding is accepted with words that were heard; taking them as listed is for demonstrations")
    func accept() async throws {
        var ca = try TestCA(policy: "small")
        var draft = Draft(
            "authority/founding", try ca.foundingBody([["council"], ["council"], ["council"]]),
            under: ["P-54"])
        draft.enclosures = ca.enclosures.map { Enclosure(length: $0.value.count, sha256: $0.key) }.sorted {
            $0.sha256 < $1.sha256
        }
        try ca.say(draft, by: 1)
        let play = Play(log: StandIn(ca), scratch: try Scratch())
        func words(_ person: Int) -> String {
            Words.words12(SoftwareKey(.ed25519, seed: "p\(person)").publicKey.fingerprint).joined(
                separator: " ")
        }
        var one = try await play.workspace(1)
        #expect(try one.tasks().json.list?.first?["command"]?.text == "foureyes accept")
        #expect(
            await failure { _ = try one.acceptance(heard: ["p2=\(words(2))"], asListed: false) }?.exitCode
                == 2)
        #expect(
            await failure {
                _ = try one.acceptance(heard: ["p2=\(words(3))", "p3=\(words(3))"], asListed: false)
            }?.alarm == .words)
        #expect(
            await failure { _ = try one.acceptance(heard: ["p9=\(words(3))"], asListed: false) }?.exitCode
                == 4)
        _ = try await one.say { (s) throws(Failure) in
            try s.acceptance(heard: ["p2=\(words(2))", "p3=\(words(3))"], asListed: false)
        }
        for person in [2, 3] {
            play.wait()
            var workspace = try await play.workspace(person)
            _ = try await workspace.say { (s) throws(Failure) in try s.acceptance(heard: [], asListed: true) }
        }
        try await one.sync()
        #expect(one.authority.founding?.isAccepted == true)
    }

    @Test("Declining, withdrawing, stopping, a conflict")
    func narrowing() async throws {
        let play = try Play.small()
        let places = try play.log.with { inside in
            try (1...2).map {
                try inside.ca.propose(
                    "register/store.enter", .line(["label": .string("safe-\($0)")]), by: 1, slot: "keeper")
            }
        }
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in try s.withdrawal("A-\(places[0])") }
        #expect(one.state.world.acts[place: places[0]]?.end != nil)
        #expect(await failure { _ = try one.declining("A-\(places[0])", because: "x") } == nil)
        #expect(
            await failure {
                _ = try await one.say { (s) throws(Failure) in try s.declining("A-\(places[0])", because: "x")
                }
            }?.exitCode == 5)
        var two = try await play.workspace(2)
        #expect(await failure { _ = try two.withdrawal("A-\(places[1])") }?.clause == "P-34")
        _ = try await two.say { (s) throws(Failure) in try s.declining("A-\(places[1])", because: "Not now.")
        }
        _ = try await two.say { (s) throws(Failure) in
            try s.proposal("authority/conflict.declare", ["act=A-\(places[1])"])
        }
        #expect(two.authority.conflicted[places[1]] == [2])
        _ = try await two.say { (s) throws(Failure) in try s.stop("p2", because: "My device is gone.") }
        #expect(two.authority.person(2)?.stopped != nil)
        #expect(await failure { _ = try await two.page("A-999") }?.exitCode == 4)
    }
}
