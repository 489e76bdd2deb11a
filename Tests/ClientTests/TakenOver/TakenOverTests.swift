import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

/// Goal: what a web server in hostile hands does is found, and by what. Each test is one row of the threat model's
/// section on it: the server does the thing, and a person's own program, the verifier or a key witness says so.
@Suite("A web server in hostile hands")
struct TakenOverTests {
    /// What the verifier says of the log as it stands.
    private func verified(_ ca: TestCA, known: [UInt8]? = nil) async throws -> VerificationReport {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try ExportMaking(ca).write(to: folder)
        return await Verification.run(
            folder: folder.path,
            options: VerificationOptions(
                now: Time("2030-01-01T00:00:00Z")!, founding: ca.authority.founding?.hash, since: 0, known: known,
                cores: 2))
    }

    @Test(
        "It shows one text and asks for another's bytes: the other words stand in the signer's name, and he sees them")
    func otherBytes() async throws {
        let play = try Play.small()
        let touch = SoftwareKey.passkey(seed: "p5", rpID: "localhost", origin: "http://localhost:8080")
        try play.log.with { try $0.ca.enrolFurther(touch, of: 5) }
        func statement(_ label: String, _ ca: inout TestCA) -> Statement {
            ca.statement(
                .of(ca.kind("register/store.enter"), .line(["label": .string(label)]), slot: "keeper"), by: 5)
        }
        // The page said safe-9 with these words; the challenge was of safe-666.
        let shown = play.log.with { Digest.of(statement("safe-9", &$0.ca).line()) }
        let signed = try play.log.with { inside in
            let statement = statement("safe-666", &inside.ca)
            _ = try inside.ca.enter(touch.signed(statement))
            return Digest.of(statement.line())
        }
        var five = try await play.workspace(5)
        let mine = try five.mine().lines.joined(separator: "\n")
        #expect(mine.contains("safe-666"), "\(mine)")
        let page = try await five.page("A-\(play.log.ca.entries.count - 1)").lines.joined(separator: " ")
        #expect(page.contains(Words.words12(signed).prefix(4).joined(separator: " ")))
        #expect(!page.contains(Words.words12(shown).prefix(4).joined(separator: " ")))
        // One touch asks; it permits nothing.
        #expect(five.state.world.physical.stores.count == 0)
    }

    @Test("It replays: an old approval entered again is void, changes nothing, and program and verifier name it")
    func replay() async throws {
        let play = try Play.small()
        _ = try play.store()
        let before = play.log.ca.state.world.stateHash
        let judgements = try play.log.with { inside in
            try [inside.ca.entries.count - 2, inside.ca.entries.count - 1].map { place in
                let old = Array(inside.ca.entries[place].dropLast(30))
                return try inside.ca.force(try Submission(bytes: old).recorded(at: inside.ca.now))
            }
        }
        for judgement in judgements { if case .counts = judgement { Issue.record("a replay counts") } }
        #expect(play.log.ca.state.world.stateHash == before)
        let console = Notepad()
        _ = try await play.workspace(1, console: console)
        #expect(console.text.contains("Entry \(play.log.ca.entries.count - 1) is void: P-5"), "\(console.text)")
        let report = try await verified(play.log.ca)
        #expect(report.exitCode == 6)
    }

    @Test("It withholds: a statement that it gave a receipt for is missing from what it serves next")
    func withheldAfterReceipt() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        var one = try await play.workspace(1, storage: storage)
        let before = play.log.ca
        _ = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=safe-1"]) }
        play.log.with { $0.ca = before }
        var again = try play.bare(storage: storage)
        #expect(await failure { try await again.sync() }?.alarm == .rollback)
        // Without a receipt the statement is kept, and said to be missing.
        let other = try Play.small()
        var silent = try await other.workspace(1)
        other.log.with { $0.unreachable = 1_000_000 }
        _ = await failure {
            _ = try await silent.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=a"]) }
        }
        #expect(silent.outbox.all.count == 1)
        #expect(try silent.mine().lines.joined(separator: "\n").contains("register/store.enter"))
    }

    @Test("It forks: what was signed on one history counts on no other, and whoever saw the first is alarmed")
    func fork() async throws {
        let play = try Play.small()
        let before = play.log.ca
        let kept = try ExportMaking(before).checkpoint(at: before.entries.count)
        let (oneStorage, twoStorage) = (MemoryStorage(), MemoryStorage())
        _ = try play.store("for-one")
        let shownToOne = play.log.ca
        var one = try await play.workspace(1, storage: oneStorage)
        play.log.with { $0.ca = before }
        _ = try play.store("for-two")
        let shownToTwo = play.log.ca
        _ = try await play.workspace(2, storage: twoStorage)
        // One signs on the history that was shown to her; the server brings it to the other one.
        play.log.with { $0.ca = shownToOne }
        let said = try await one.say { (s) throws(Failure) in try s.proposal("register/store.enter", ["label=safe-3"]) }
        play.log.with { $0.ca = shownToTwo }
        let state = play.log.ca.state.world.stateHash
        let judgement = try play.log.with { try $0.ca.force(said.submission.recorded(at: $0.ca.now)) }
        if case .counts = judgement { Issue.record("a signature counts on a history that its signer never saw") }
        #expect(play.log.ca.state.world.stateHash == state)
        var oneAgain = try play.bare(storage: oneStorage)
        #expect(await failure { try await oneAgain.sync() }?.alarm == .fork)
        // A checkpoint that somebody kept: of what both share it says nothing, of the other history it proves the fork.
        #expect(try await verified(shownToTwo, known: kept).exitCode == 0)
        let other = try ExportMaking(shownToOne).checkpoint(at: shownToOne.entries.count)
        #expect(try await verified(shownToTwo, known: other).exitCode == 6)
    }

    @Test("It swaps the key at an enrolment: a witness who gives the words that he heard signs nothing")
    func swappedKey() async throws {
        let play = try Play.small()
        let (real, swapped) = (SoftwareKey(.ed25519, seed: "hers"), SoftwareKey(.ed25519, seed: "the server's"))
        let act = try play.log.with { inside in
            let act = try inside.ca.propose(
                EnrolPerson.kind, .line(["key": .string(swapped.publicKey.openSSH)]), by: 1)
            try inside.ca.say(.sign(inside.ca.act(act), slot: "holder"), by: 0, with: swapped)
            return act
        }
        var four = try await play.workspace(4)
        let heard = Words.words12(real.publicKey.fingerprint).joined(separator: " ")
        let failure = await failure {
            _ = try await four.say { (s) throws(Failure) in try s.signature(on: ["A-\(act)"], heard: heard) }
        }
        #expect(failure?.alarm == .words && failure?.exitCode == 6)
        #expect(play.log.submitted.isEmpty && play.log.ca.authority.people.count == 5)
        // It could fill in what the witness heard; it cannot sign it for him.
        let forced = try play.log.with { inside in
            let forged = Draft.sign(inside.ca.act(act), slot: "witness")
            return try [1, 4].map { person in
                try inside.ca.force(
                    try Submission(bytes: swapped.signed(inside.ca.statement(forged, by: person)))
                        .recorded(at: inside.ca.now))
            }
        }
        for judgement in forced { if case .counts = judgement { Issue.record("a forged witness counts") } }
        #expect(play.log.ca.authority.people.count == 5)
    }

    @Test("It shows a text that nobody wrote beside an act: an alarm before anybody signs on his own machine")
    func otherReason() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"], because: "The old one rusts.")
        }
        play.log.with { inside in
            for (path, bytes) in inside.contents { inside.contents[path] = bytes.prefix(32) + Array("As agreed.".utf8) }
        }
        var two = try await play.workspace(2)
        let failure = await failure {
            _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(proposed.place)"]) }
        }
        #expect(failure?.alarm == .altered)
        #expect(play.log.submitted.count == 1)
    }

    @Test("It narrows by page: the whole council is stopped by touches, and on their own machines all goes on")
    func narrowedByPage() async throws {
        let play = try Play.small()
        var touches: [Int: SoftwareKey] = [:]
        for person in 1...4 {
            let touch = SoftwareKey.passkey(seed: "p\(person)", rpID: "localhost", origin: "http://localhost:8080")
            try play.log.with { try $0.ca.enrolFurther(touch, of: person) }
            touches[person] = touch
        }
        try play.log.with { inside in
            for person in 1...4 {
                inside.ca.wait(60)
                try inside.ca.say(
                    .of(inside.ca.kind(SetStop.kind), .line(["target": .string("p\(person)")]), slot: "person"),
                    by: person, with: touches[person])
            }
        }
        for person in 1...4 { #expect(!play.log.ca.authority.mayUsePages(person)) }
        // Signer and hosts fold authority: by it everybody is as he was, and an appointment goes through.
        try play.log.with { inside in
            let place = try inside.ca.propose(
                "authority/list.add", .line(["list": .string("machine-room"), "person": .person(5)]), by: 2)
            for slot in inside.ca.authority.requirement(of: inside.ca.act(place))?.ways[0].slots ?? [] {
                let person = slot.name == "council" ? 3 : 1
                try inside.ca.say(.sign(inside.ca.act(place), slot: slot.name), by: person)
            }
            #expect(inside.ca.act(place).end != nil)
        }
        #expect(try await verified(play.log.ca).exitCode == 0)
    }
}

extension TestCA {
    /// Gives a person one more key, which two of different teams heard.
    mutating func enrolFurther(_ key: SoftwareKey, of person: Int) throws {
        let place = try propose(
            EnrolKey.kind, .line(["key": .string(key.publicKey.openSSH), "person": .person(person)]), by: person)
        let witnesses = [3, 4, 1].filter { $0 != person }.prefix(2)
        for witness in witnesses { try say(.sign(act(place), slot: "witness"), by: witness) }
        try say(.sign(act(place), slot: "holder"), by: person, with: key)
    }
}
