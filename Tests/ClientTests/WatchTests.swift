import Client
import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@Suite("A watch tells each task once, and gives it to a program without a shell")
struct WatchTests {
    @Test("What waits is told at the first look, then only what is new")
    func fresh() async throws {
        let play = try Play.small()
        var watch = TaskWatch(person: 2)
        func look() async throws -> [OpenTask] {
            let workspace = try await play.workspace(2)
            return watch.fresh(in: workspace.state, at: workspace.now)
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
        let workspace = try await play.workspace(2)
        let task = try #require(watch.fresh(in: workspace.state, at: workspace.now).first)
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

    @Test(
        "A hint of the server's stream is followed at once; without a stream it looks after a while",
        .timeLimit(.minutes(2)))
    func schedule() async throws {
        let (hints, server) = AsyncStream.makeStream(of: Void.self)
        let log = try Play.small().log
        log.with { $0.hints = hints }
        // Within this test no tick comes: what comes is the hint.
        var reasons = PollSchedule(log, every: 3600).reasons().makeAsyncIterator()
        server.yield()
        #expect(await reasons.next() != nil)
        log.with { $0.hints = nil }
        let begin = ContinuousClock.now
        var ticks = PollSchedule(log, every: 1).reasons().makeAsyncIterator()
        for _ in 0..<2 { #expect(await ticks.next() != nil) }
        #expect(begin.duration(to: .now) >= .seconds(2))
        // A stream that is silent, or lies, delays by so much and no more.
        let schedule = PollSchedule(log, every: 10)
        #expect(schedule.isDue(after: 10, isFollowed: false) && !schedule.isDue(after: 290, isFollowed: true))
        #expect(schedule.isDue(after: 300, isFollowed: true))
    }

    @Test("An alarm says what to do and whom to call, by the copy as it was before")
    func whom() async throws {
        let play = try Play.small()
        let storage = MemoryStorage()
        var workspace = try await play.workspace(1, storage: storage)
        let shorter = play.log.ca.entries.count - 1
        try play.log.with { inside in
            inside.lies[.checkpoint] = try ExportMaking(inside.ca).checkpoint(at: shorter)
        }
        let found = await failure { try await workspace.sync() }
        #expect(found?.alarm == .rollback)
        #expect(found?.text.contains("compare heads") == true)
        // What was kept is told afterwards too, without a network.
        var later = try play.bare(storage: storage)
        try later.resume()
        #expect(try later.status().json["evidence"]?.number == 1)
        // Council p1 to p4, without the one who asks.
        #expect(found?.text.contains("p2, p3, p4 of") == true, "\(found?.text ?? "")")
    }

    @Test("Every trouble has its meaning and its remedy", arguments: Trouble.allCases)
    func words(_ trouble: Trouble) {
        #expect(trouble.meaning.hasSuffix(".") && trouble.remedy.hasSuffix(".") || trouble.remedy.hasSuffix(")."))
        #expect(!trouble.provesFault || trouble.remedy.contains("Do not sign anything"))
        #expect(Alarm(trouble, "x").remedy == trouble.remedy)
        // The terminal wraps what the alarm page says; the words are the same.
        let said = Alarm(trouble, "x").lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        for text in [trouble.rawValue, trouble.meaning, trouble.remedy] { #expect(said.contains(text), "\(said)") }
        #expect(!trouble.provesFault || trouble.callsPeople)
    }
}
