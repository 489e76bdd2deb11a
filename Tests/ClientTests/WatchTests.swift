import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@Suite("A watch tells each task once, and gives it to a program without a shell")
struct WatchTests {
    @Test("What waits is told at the first look, then only what is new")
    func fresh() async throws {
        let play = try Play.small()
        var watch = TaskWatch(person: 2)
        func look() async throws -> [OpenTask] {
            let session = try await play.session(2)
            return watch.fresh(in: session.state, at: session.now)
        }
        #expect(try await look().isEmpty)
        let act = try play.log.with { inside in
            try inside.ca.propose(
                "register/store.enter", .line(["label": .string("safe-1")]), by: 1, slot: "keeper")
        }
        play.wait()
        #expect(try await look().map(\.id) == ["A-\(act)"])
        #expect(try await look().isEmpty)
        try play.log.with { inside in
            _ = try inside.ca.say(.sign(inside.ca.registerAct(act), slot: "reviewer"), by: 2)
        }
        #expect(try await look().isEmpty)
    }

    @Test("The program has the task on its standard input and in its environment; no text of it is a word of a command")
    func program() async throws {
        let play = try Play.small()
        let act = try play.log.with { inside in
            try inside.ca.propose(
                "register/store.enter", .line(["label": .string("safe-1")]), by: 1, slot: "keeper")
        }
        play.wait()
        var watch = TaskWatch(person: 2)
        let session = try await play.session(2)
        let task = try #require(watch.fresh(in: session.state, at: session.now).first)
        let input = try TaskProgram.run(["cat"], for: task, as: 2)
        #expect(try JSON(enclosed: Array(input.dropLast()))["id"]?.text == "A-\(act)")
        let environment = String(decoding: try TaskProgram.run(["env"], for: task, as: 2), as: UTF8.self)
        for line in [
            "FOUREYES_TASK_ID=A-\(act)", "FOUREYES_TASK=sign", "FOUREYES_TASK_SLOT=reviewer", "FOUREYES_TASK_PERSON=p2",
        ] { #expect(environment.contains(line + "\n"), "\(line)") }
        // What a shell would run is a word like any other.
        #expect(
            String(decoding: try TaskProgram.run(["echo", "$(id);"], for: task, as: 2), as: UTF8.self) == "$(id);\n")
        #expect(await failure { _ = try TaskProgram.run(["false"], for: task, as: 2) }?.exitCode == 7)
        #expect(await failure { _ = try TaskProgram.run(["/nonexistent"], for: task, as: 2) }?.exitCode == 7)
        #expect(await failure { _ = try TaskProgram.run([], for: task, as: 2) }?.exitCode == 2)
    }

    @Test("An alarm says what to do and whom to call, by the copy as it was before")
    func whom() async throws {
        let play = try Play.small()
        let keep = MemoryKeep()
        var session = try await play.session(1, keep: keep)
        let shorter = play.log.ca.entries.count - 1
        try play.log.with { inside in
            inside.lies[.checkpoint] = try ExportMaking(inside.ca).checkpoint(at: shorter)
        }
        let found = await failure { try await session.sync() }
        #expect(found?.alarm == .rollback)
        #expect(found?.text.contains("compare heads with them") == true)
        // Council p1 to p4, without the one who asks.
        #expect(found?.text.contains("p2, p3, p4 of") == true, "\(found?.text ?? "")")
    }

    @Test("Every trouble has its meaning and its remedy", arguments: Trouble.allCases)
    func words(_ trouble: Trouble) {
        #expect(trouble.meaning.hasSuffix(".") && trouble.remedy.hasSuffix(".") || trouble.remedy.hasSuffix(")."))
        #expect(!trouble.provesFault || trouble.remedy.contains("Sign nothing"))
        #expect(Alarm(trouble, "x").remedy == trouble.remedy)
    }
}
