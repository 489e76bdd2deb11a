import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: a table becomes one act that its signers can read, from the own copy, and a bad one is told line by line.
@Suite("foureyes import: a table as one act (D10)")
struct ImportTests {
    private let csv = Array("label\r\nsafe-1\r\n\"safe 2\"\r\nsafe-3\r\n".utf8)

    private func say(_ workspace: inout Workspace, _ csv: [UInt8]) async throws -> EnteredStatement {
        try await workspace.say { (s) throws(Failure) in try s.importing(try s.table(csv, into: "stores")) }
    }

    @Test("All rows enter by one act; whoever signs it reads the rows out of the enclosed bytes")
    func whole() async throws {
        let play = try Play.small()
        let (mine, theirs) = (Notepad(), Notepad())
        var one = try await play.workspace(1, console: mine)
        let said = try await say(&one, csv)
        #expect(mine.text.contains("3 rows for stores") && mine.text.contains("safe 2"))
        var two = try await play.workspace(2, console: theirs)
        _ = try await two.say { (s) throws(Failure) in try s.signature(on: ["A-\(said.place)"]) }
        #expect(theirs.text.contains("3 rows for stores") && theirs.text.contains("safe 2"))
        #expect(two.state.world.physical.stores.map(\.given.label.text) == ["safe-1", "safe 2", "safe-3"])
        // The whole table comes back out of the act, and is refused as it stands: all of it is there already.
        let rows = try two.rows(of: "A-\(said.place)")
        #expect(String(decoding: rows, as: UTF8.self) == "label\r\nsafe-1\r\nsafe 2\r\nsafe-3\r\n")
        let again = await failure { _ = try two.importing(try two.table(rows, into: "stores")) }
        #expect(again?.exitCode == 2 && again?.lines.first?.contains("3 things are wrong") == true)
        #expect(again?.text.contains("line 2, column “label”: S-1 already has this label.") == true)
        #expect(await failure { _ = try two.rows(of: "A-0") }?.exitCode == 4)
    }

    @Test("A look signs nothing, and says the same of good and bad lines as data")
    func dryRun() async throws {
        let play = try Play.small()
        let one = try await play.workspace(1)
        let good = one.preview(try one.table(csv, into: "stores"))
        #expect(good.lines.first == "3 rows for stores; nothing is wrong with them")
        #expect(good.json["good"]?.number == 3 && good.json["flaw-count"]?.number == 0)
        let bad = one.preview(try one.table(csv + Array("safe-1\n\u{1B}[2J\n".utf8), into: "stores"))
        #expect(
            bad.json["flaws"]?.list?.first
                == .line([
                    "column": .string("label"), "line": .integer(5), "what": .string("Line 2 has the same."),
                ]))
        #expect(!bad.lines.contains { $0.unicodeScalars.contains("\u{1B}") }, "what a terminal would obey is shown")
        #expect(await failure { _ = try one.table(csv, into: "boxes") }?.exitCode == 4)
    }
}
