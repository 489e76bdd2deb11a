import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// The built program, as a process, on the folder of an export.
@Suite("foureyes as a program")
struct ProgramTests {
    struct Run {
        let code: Int32
        let output: String
        let errors: String
        var json: JSON? {
            try? JSON(enclosed: Array(#"{"all":"#.utf8) + Array(output.utf8.dropLast()) + Array("}".utf8))[
                "all"]
        }
    }

    static func run(_ arguments: [String], environment: [String: String]) async throws -> Run {
        let outcome = try await Child("foureyes", arguments, environment: environment).end()
        return Run(code: outcome.status, output: outcome.output, errors: outcome.errors)
    }

    /// An export of the small CA and a program on it.
    private func export() throws -> (play: Play, run: @Sendable ([String]) async throws -> Run) {
        let play = try Play.small()
        _ = try play.store()
        let folder = play.scratch.path + "/export"
        try ExportMaking(play.log.ca).write(to: URL(fileURLWithPath: folder))
        let home = play.scratch.path
        return (
            play,
            {
                try await Self.run(
                    ["--from", folder] + $0, environment: ["FOUREYES_HOME": home, "HOME": home])
            }
        )
    }

    @Test("Every list and page comes from an export alone, with its data as JSON")
    func lists() async throws {
        let (play, run) = try export()
        for command in [
            ["acts"], ["motions"], ["records"], ["people"], ["groups"], ["groups", "list"], ["registers"],
            ["list", "stores"], ["clauses"],
            ["clauses", "--broken"], ["findings"], ["log"], ["kinds"], ["tasks", "--as", "p1"],
            ["mine", "--as", "p1"],
        ] {
            let run = try await run(command + ["--json"])
            #expect(run.code == 0, "\(command): \(run.errors)")
            #expect(run.json?.list != nil, "\(command)")
        }
        for id in ["status", "show A-4", "show p1", "show S-1", "show 0", "kinds register/store.enter"] {
            let words = id.split(separator: " ").map(String.init)
            let plain = try await run(
                words == ["show", "A-4"] ? ["show", "A-\(play.log.ca.entries.count - 2)"] : words)
            #expect(plain.code == 0, "\(id): \(plain.errors)")
            for line in plain.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
        }
        let status = try await run(["status", "--json"])
        #expect(status.json?["state-hash"]?.text == play.log.ca.state.world.stateHash.hex)
    }

    @Test("Exit codes: 2 usage, 3 refused, 4 not found, 6 alarm, 7 unavailable")
    func codes() async throws {
        let (play, run) = try export()
        let key = try play.scratch.key(5)
        #expect(try await run(["acts", "--nonsense"]).code == 2)
        #expect(try await run(["frobnicate"]).code == 2)
        #expect(try await run(["vote", "B-1", "perhaps"]).code == 2)
        #expect(try await run(["show", "nonsense"]).code == 2)
        #expect(try await run(["tasks"]).code == 2)
        #expect(try await run(["show", "A-9999"]).code == 4)
        #expect(try await run(["kinds", "register/nothing"]).code == 4)
        #expect(
            try await run(["propose", "register/nothing", "--as", "p5", "--key", key, "--yes"]).code == 4)
        #expect(
            try await run([
                "propose", "register/store.enter", "label=x", "--as", "p5", "--key", key, "--offline",
                play.scratch.path + "/unsigned",
            ]).code == 2)
        // An export takes nothing, so nothing is signed for it.
        #expect(
            try await run(["propose", "register/store.enter", "label=x", "--as", "p5", "--key", key, "--yes"]).code
                == 7)
        #expect(
            try await run(["status", "--founding", Words.words24(.of([1])).joined(separator: " ")]).code == 6)
        #expect(try await run(["status", "--founding", "twelve words are too few"]).code == 2)
        #expect(
            try await Self.run(
                ["--from", play.scratch.path + "/nowhere", "acts"], environment: ["HOME": play.scratch.path]
            ).code == 7)
        #expect(
            try await Self.run(
                ["acts", "--url", "http://127.0.0.1:9"], environment: ["HOME": play.scratch.path]
            ).code == 7)
        #expect(try await Self.run(["acts", "--copy"], environment: ["HOME": play.scratch.path]).code == 7)
        #expect(try await run(["--help"]).code == 0)
    }

    @Test("A refusal names clause, what is missing and who could supply it on standard error")
    func refusal() async throws {
        let (play, run) = try export()
        let key = try play.scratch.key(4)
        // The export's clock is that of the test, years off: offline statements are judged by this machine's.
        let refused = try await run([
            "propose", "register/store.enter", "label=x", "--as", "p4", "--key", key, "--yes", "--offline",
            play.scratch.path + "/o",
        ])
        #expect(refused.code == 3)
        #expect(refused.errors.contains("RP-2.2") || refused.errors.contains("P-13"))
        #expect(!FileManager.default.fileExists(atPath: play.scratch.path + "/o"))
    }
}
