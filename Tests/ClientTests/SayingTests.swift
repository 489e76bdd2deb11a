import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@Suite("Signing with ssh-keygen, from the own copy (P-24)")
struct SayingTests {
    @Test("An act from proposal to effect, with its reason, its words and its receipt")
    func whole() async throws {
        let play = try Play.small()
        let console = Notepad()
        var one = try await play.workspace(1, console: console)
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"]).because("The old one rusts.")
        }
        // The leader of the keepers fills their slot at once.
        #expect(one.state.world.acts[place: proposed.place]?.signatures.map(\.slot) == ["keeper"])
        #expect(console.text.contains("safe-1") && console.text.contains("│ The old one rusts."))
        #expect(
            console.text.contains(Words.words12(proposed.submission.hash).prefix(4).joined(separator: " ")))
        #expect(one.outbox.all.isEmpty)
        play.wait()
        let other = Notepad()
        var two = try await play.workspace(2, console: other)
        let signed = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(proposed.place)"]) }
        #expect(
            other.text.contains("matches what was signed") && other.text.contains("The old one rusts."))
        #expect(two.state.world.physical.stores.count == 1)
        #expect(two.outcome(of: signed).lines.first?.hasSuffix("in effect") == true)
        // Its signature is one that stock ssh-keygen made and every verifier takes.
        #expect(try Entry(bytes: play.log.ca.entries[signed.place]).verified().signature.isLocal)
    }

    @Test("What the own copy refuses is not sent; --send gets the log's note, and the copy agrees with it")
    func refused() async throws {
        let play = try Play.small()
        var five = try await play.workspace(5)
        let proposed = try await five.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"])
        }
        var own = await failure {
            _ = try await five.say { (s) throws(Failure) in
                try s.signature(on: ["A-\(proposed.place)"], slot: "reviewer")
            }
        }
        #expect(own?.clause == "RP-2.2" && own?.exitCode == 3)
        #expect(
            own?.text.contains("refused by RP-2.2") == true && own?.text.contains("Nothing was sent") == true)
        #expect(play.log.submitted.count == 1)
        five.sendsRefused = true
        own = await failure {
            _ = try await five.say { (s) throws(Failure) in
                try s.signature(on: ["A-\(proposed.place)"], slot: "reviewer")
            }
        }
        #expect(own?.clause == "RP-2.2" && own?.text.contains("the refusal is right") == true)
        #expect(play.log.submitted.count == 2)
    }

    @Test("P-24: an id that the replay does not know is not signed, whoever made the draft")
    func unknown() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        for draft in [
            Draft(
                "register/medium.enter",
                .medium("tape", serial: "1", sort: "tape", in: "S-9"), under: ["P-1"]),
            Draft("register/act.sign", of: .of([7]), slot: "keeper", under: ["P-1"]),
            Draft(
                "authority/team.leave", .line(["person": .string("p99"), "team": .string("keepers")]),
                under: ["P-1"]),
            Draft(
                "authority/team.leave", .line(["person": .string("p1"), "team": .string("nobody")]),
                under: ["P-1"]),
        ] {
            let failure = await failure { _ = try await one.say { _ throws(Failure) in Intent(draft) } }
            #expect(failure?.exitCode == 4, "\(draft.kind)")
            #expect(failure?.text.contains("P-24") == true)
        }
        #expect(play.log.submitted.isEmpty && one.outbox.all.isEmpty)
    }

    @Test("Hostile text in a reason is shown for what it is before anybody signs")
    func hostile() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let reason = "fine\u{1B}[2K\u{202E}gnp.exe \u{0430}pproved"
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"]).because(reason)
        }
        let console = Notepad()
        var two = try await play.workspace(2, console: console)
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(proposed.place)"]) }
        #expect(console.text.contains("fine<U+001B>[2K<U+202E>gnp.exe <U+0430>pproved"))
        #expect(
            !console.text.unicodeScalars.contains("\u{1B}")
                && !console.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test("P-6: another text under somebody's signature is an alarm, not a reason")
    func alteredReason() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        let proposed = try await one.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"]).because("true")
        }
        play.log.with { inside in
            for (path, bytes) in inside.contents {
                inside.contents[path] = bytes.dropLast(4) + Array("lies".utf8)
            }
        }
        var two = try await play.workspace(2)
        #expect(
            await failure {
                _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(proposed.place)"]) }
            }?.alarm == .altered)
        // Erased, it is only not opened.
        play.log.with { $0.contents = [:] }
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(proposed.place)"]) }
    }

    @Test("Nothing is signed without a yes: not where nobody can be asked, not with another answer")
    func confirmation() async throws {
        let play = try Play.small()
        for (answers, code) in [([], 2), (["y"], 2), (["no"], 2), (["yes"], nil)] as [([String], Int32?)] {
            var workspace = try await play.workspace(1, console: Notepad(answers: answers), yes: false)
            let failure = await failure {
                _ = try await workspace.say { (s) throws(Failure) in
                    try s.proposal("register/store.enter", ["label=safe-1"])
                }
            }
            #expect(failure?.exitCode == code)
        }
        #expect(play.log.submitted.count == 1)
    }

    @Test("P-2: a key that is not enrolled for the person signs nothing that is sent")
    func wrongKey() async throws {
        let play = try Play.small()
        var workspace = try await play.workspace(1)
        workspace.keyFile = try play.scratch.key(2)
        let failure = await failure {
            _ = try await workspace.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
        #expect(failure?.clause == "P-2")
        workspace.keyFile = play.scratch.path + "/none"
        #expect(
            await ClientTests.failure {
                _ = try await workspace.say { (s) throws(Failure) in
                    try s.proposal("register/store.enter", ["label=x"])
                }
            }?.exitCode == 2)
        #expect(play.log.submitted.isEmpty)
    }

    @Test("P-13: a log whose clock is ahead gets nothing that widens")
    func clockAhead() async throws {
        let play = try Play.small()
        let log = play.log
        let notepad = Notepad()
        let early = log.now.adding(-3600)
        var workspace = try Workspace(
            transport: log, storage: MemoryStorage(), console: notepad, clock: { early }, pause: { _ in })
        workspace.person = .person(1)
        workspace.keyFile = try play.scratch.key(1)
        workspace.isYes = true
        try await workspace.sync()
        #expect(notepad.text.contains("ALARM (clock)") && notepad.text.contains("ahead of this machine"))
        let refused = await failure {
            _ = try await workspace.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=x"])
            }
        }
        #expect(refused?.exitCode == 6 && refused?.lines.joined().contains("ahead of this machine") == true)
    }

    @Test("A key held by ssh-agent signs with only its .pub file at hand")
    func agent() async throws {
        let play = try Play.small()
        var workspace = try await play.workspace(1)
        let key = try play.scratch.key(1)
        let socket = play.scratch.path + "/agent"
        let agent = try Child("/usr/bin/ssh-agent", ["-D", "-a", socket])
        defer { agent.kill() }
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) {
            try await Task.sleep(for: .milliseconds(20))
        }
        workspace.environment = ["SSH_AUTH_SOCK": socket]
        let add = try await Child("/usr/bin/ssh-add", ["-q", key], environment: ["SSH_AUTH_SOCK": socket]).end()
        #expect(add.status == 0, "\(add.errors)")
        try FileManager.default.removeItem(atPath: key)
        workspace.keyFile = key + ".pub"
        let said = try await workspace.say { (s) throws(Failure) in
            try s.proposal("register/store.enter", ["label=safe-1"])
        }
        #expect(said.place == play.log.ca.entries.count - 1)
    }
}
