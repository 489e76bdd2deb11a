import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@Suite("SP-4.2.2a, P-70: one line of the journal is held against the segment that a machine signed")
struct JournalLinesTests {
    private static let token = String(repeating: "A", count: 43)

    /// A server that shows p1 one line of a segment of two, with these words in place of the first one's.
    private func workspace(
        words: String? = nil, machine: MachineSigner? = nil, status: Int = 200
    ) async throws -> Workspace {
        let play = try Play.small()
        try play.log.with { inside in
            try inside.ca.enrolMachine(keeper: 5, reviewer: 2)
            inside.ca.wait(60)
            let lines = ["a", "b"].map { name in
                JournalLine(.signIn, at: inside.ca.now, person: 1, facts: .object([.init("key", .string(name))]))
            }
            var journal = try JournalMaking(inside.ca, machine: machine)
            try journal.close(lines, at: inside.ca.now, ledger: inside.ca.state.log.head)
            inside.journal = [.checkpoint: try journal.checkpoint(at: 1)]
            for path in TilePath.all(at: 1) where path.content == .entries {
                inside.journal[.tile(path)] = try EntryBundle.encoded(journal.entries)
            }
            let honest = String(decoding: lines[0].bytes().dropLast(), as: UTF8.self)
            let told = JSON.line([
                "at": .string(inside.ca.now.text), "class": .string("sign-in"), "index": .integer(0),
                "line": .string(words.map { honest.replacingOccurrences(of: "\"a\"", with: $0) } ?? honest),
                "number": .integer(0), "proof": .texts([journal.leaves[0][1].hex]),
                "salt": .string(String(repeating: "01", count: 32)), "segment": .integer(0), "size": .integer(2),
            ])
            inside.api = { path, token, _ in
                if path == "/api/sign-in" {
                    return StandIn.answer(200, ["challenge": .string(Self.token), "token": .string(Self.token)])
                }
                guard token == Self.token else { return StandIn.answer(401, [:]) }
                return status == 200
                    ? Reply(status: 200, body: told.written()) : StandIn.answer(status, ["missing": .string("no.")])
            }
        }
        var one = try await play.workspace(1)
        try await one.signIn()
        return one
    }

    @Test("What was signed is shown with the segment and its machine")
    func honest() async throws {
        let shown = try await workspace().journalLine(0)
        #expect(shown.lines.last?.contains("segment 0, signed by m1") == true, "\(shown.lines)")
    }

    @Test("Other words, or a machine that the ledger does not know: an alarm, and never a line")
    func changed() async throws {
        let other = try await workspace(words: "\"c\"")
        #expect(await failure { _ = try await other.journalLine(0) }?.exitCode == 6)
        let strange = try await workspace(machine: TestCA.machineSigner(9))
        #expect(await failure { _ = try await strange.journalLine(0) }?.exitCode == 6)
    }

    @Test("Who may not read them is refused by the clause; whose session is over is told so")
    func refused() async throws {
        let one = try await workspace(status: 403)
        let found = await failure { _ = try await one.journal() }
        #expect(found?.exitCode == 3 && found?.clause == "SP-4.2.2a")
        let over = try await workspace(status: 401)
        #expect(await failure { _ = try await over.journal() }?.exitCode == 4)
        #expect(over.signedIn == nil)
    }
}
