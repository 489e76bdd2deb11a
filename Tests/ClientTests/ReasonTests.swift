import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: whatever somebody signs, they can say why, in one way.
@Suite("Reasons beside statements")
struct ReasonTests {
    private func reasons(_ said: EnteredStatement) -> [String] { said.submission.statement.detached.map(\.name) }

    @Test("A vote, a closing, a second signature and a withdrawal take a reason as a proposal does")
    func everywhere() async throws {
        let play = try Play.small()
        let (act, motion) = try play.log.with { inside in
            let act = try inside.ca.propose(
                "authority/team.lead", .line(["person": .person(5), "team": .string("keepers")]), by: 4)
            let motion = try inside.ca.say(.motion(about: inside.ca.act(act), body: "council"), by: 2)
            return (act, motion)
        }
        play.wait()
        var one = try await play.workspace(1)
        let voted = try await one.say { (s) throws(Failure) in try s.vote("B-\(motion)", .yes).because("We need two.") }
        #expect(reasons(voted) == ["reason"])
        var four = try await play.workspace(4)
        let withdrawn = try await four.say { (s) throws(Failure) in try s.withdrawal("A-\(act)").because("Too early.") }
        #expect(reasons(withdrawn) == ["reason"])
        // The second one's stop signs the first one's, and keeps what the second one says of it.
        play.wait()
        try await one.sync()
        _ = try await one.say { (s) throws(Failure) in try s.stop("p5").because("Phone lost.") }
        play.wait(73 * 3600)
        for person in [2, 4] {
            var workspace = try await play.workspace(person)
            let said = try await workspace.say { (s) throws(Failure) in try s.stopEnding("X-1").because("Found.") }
            #expect(reasons(said) == ["reason"])
            play.wait()
        }
    }

    @Test(
        "A question is a text itself and does not accept --because; nor does an exception that the policy does not have"
    )
    func none() async throws {
        let play = try Play.small()
        let act = try play.store()
        let one = try await play.workspace(1)
        let asked = await failure { _ = try one.asking("A-\(act)", "Why now?").because("I wonder.") }
        #expect(asked?.exitCode == 2 && asked?.text.contains("does not accept --because") == true)
        #expect(await failure { _ = try one.exception(named: "nothing") }?.exitCode == 4)
        #expect(try one.exception(named: nil) == nil)
    }
}

/// The help of the built program.
@Suite("foureyes --help")
struct HelpTests {
    private func help(_ words: [String]) async throws -> String {
        try await ProgramTests.run(words + ["--help"], environment: ["HOME": "/nonexistent"]).output
    }

    @Test("Each command stands in one area")
    func areas() async throws {
        let lines = try await help([]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let areas = lines.filter { $0.hasSuffix("SUBCOMMANDS:") }
        #expect(areas.count > 5 && areas.contains("WHAT WAITS FOR YOU SUBCOMMANDS:"), "\(areas)")
        let commands = lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  -") }
            .compactMap { $0.split(separator: " ").first.map { $0.filter { $0 != "," } } }
        #expect(commands.count > 25 && Set(commands).count == commands.count, "\(commands)")
    }

    @Test(
        "Whatever is signed has the same options",
        arguments: [
            "propose", "record", "sign", "decline", "withdraw", "ask", "answer", "vote", "close", "accept", "describe",
            "stop", "stops end", "stops lift", "machines retire", "web change", "erase person", "erase part",
            "keys new",
            "keys revoke", "keys disown", "keys confirm", "keys reverse", "keys replace announce",
            "keys replace cancel",
            "keys replace close",
        ])
    func options(command: String) async throws {
        let help = try await help(command.split(separator: " ").map(String.init))
        for option in ["--as", "--key", "--because", "--exception", "--yes", "--offline", "--send", "--json"] {
            #expect(help.contains(option), "\(command) \(option)")
        }
    }
}
