import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: who mistypes something is told what he may have meant, and nobody signs in vain.
@Suite("What was typed wrong is said in words that help, before anything is signed")
struct WrongCommandTests {
    @Test("An id in the other case, a kind without its part, a register's letter: named with what was meant")
    func meant() async throws {
        let play = try Play.small()
        let one = try await play.workspace(1)
        for (typed, meant) in [("a-4", "A-4"), ("P7", "p7"), ("m-1", "M-1")] {
            let found = await failure { _ = try one.find(typed) }
            #expect(
                found?.exitCode == 2 && found?.text.contains("did you mean \(meant)?") == true, "\(found?.text ?? "")")
        }
        #expect(await failure { _ = try one.find("what") }?.text.contains("like A-4") == true)
        for wrong in [
            await failure { _ = try one.kinds(named: "medium.retire") },
            await failure { _ = try one.proposal("medium.retire", []) },
        ] {
            #expect(wrong?.exitCode == 4 && wrong?.text.contains("did you mean register/medium.retire") == true)
        }
        #expect(await failure { _ = try one.kinds(named: "nonsense") }?.text.contains("foureyes kinds") == true)
        #expect(await failure { _ = try one.list("medium") }?.text.contains("media") == true)
        #expect(
            await failure { _ = try one.closing("p1") }?.text.contains("neither a motion (B-n) nor a record (R-n)")
                == true)
        for text in ["00", "nobody", ""] {
            #expect(await failure { _ = try one.keyField(text) }?.text.contains("is not a key") == true, "\(text)")
            #expect(try one.keyField(text, isKey: false) == text)
        }
    }

    @Test("An export takes nothing: that is said before the statement is shown and signed, and --offline signs it")
    func export() async throws {
        let play = try Play.small()
        let folder = play.scratch.path + "/export"
        try ExportMaking(play.log.ca).write(to: URL(fileURLWithPath: folder))
        let (log, console) = (play.log, Notepad())
        var workspace = try Workspace(
            transport: FolderTransport(folder: URL(fileURLWithPath: folder)), storage: MemoryStorage(),
            console: console,
            clock: { log.now }, pause: { _ in })
        workspace.person = .person(1)
        workspace.keyFile = try play.scratch.key(1)
        workspace.isYes = true
        try await workspace.sync()
        #expect(console.text.split(separator: "\n").count == 1, "\(console.text)")
        let found = await failure {
            _ = try await workspace.say { (s) throws(Failure) in
                try s.proposal("register/store.enter", ["label=safe-1"])
            }
        }
        #expect(found?.exitCode == 7 && found?.text.contains("--offline FILE") == true)
        #expect(!console.text.contains("about to sign") && workspace.outbox.all.isEmpty)
        let request = try await workspace.sayLater(try workspace.proposal("register/store.enter", ["label=safe-1"]))
        #expect(SubmissionRequest.isForm(request.bytes) && !SubmissionRequest.isForm(Array("#!/bin/sh\n".utf8)))
        // A folder that is none is told from a log that has nothing.
        let empty = FolderTransport(folder: URL(fileURLWithPath: play.scratch.path))
        #expect(await failure { _ = try await empty.fetch(.checkpoint) }?.text.contains("is not an export") == true)
    }

    @Test("Whoever signs what is over is told so, before he is asked for words that he heard")
    func over() async throws {
        let play = try Play.small()
        let two = try await play.workspace(2)
        let enrolled = try #require(
            two.state.world.actViews(at: two.now, limit: .max).last { $0.kind.name == "authority/person.enrol" })
        let found = await failure { _ = try two.signature(on: [enrolled.name]) }
        #expect(found?.clause == "P-34" && found?.exitCode == 5, "\(found?.text ?? "")")
    }
}
