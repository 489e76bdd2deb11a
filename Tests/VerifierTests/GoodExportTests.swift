import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test("P-71: an honest export is good, and its report says what is in it")
func goodExport() async throws {
    let history = try SmallHistory.shared.get()
    let export = try Exported(history.export)
    let report = await export.verify()
    #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
    #expect(report.lines.first == "Good. \(report.entries) entries of \(history.ca.origin).")
    #expect(report.brief.count == 2 && report.brief.last?.contains("--founding") == true)
    #expect(report.entries == history.ca.entries.count)
    #expect(report.state.world.stateHash == history.ca.state.world.stateHash)
    #expect(report.state.authority.stateHash == history.ca.authority.stateHash)
    #expect(report.checkpoints == 5)
    #expect(report.findings.parts.opened == 1)
    func found(_ rule: String) -> [String] { report.found.filter { $0.rule.name == rule }.map(\.about.text) }
    #expect(found("record-in-breach").contains("R-\(history.places.breach)"))
    #expect(found("record-late").contains("R-\(history.places.late)"))
    #expect(report.strangers.count == 0)
    #expect(report.findings.kinds.values.reduce(0, +) == report.entries)
}

@Test("P-71: a second export beside the files of an older one is good: what was true stays so")
func olderFiles() async throws {
    let history = try SmallHistory.shared.get()
    var older = history.export
    older.entries = Array(older.entries.prefix(270))
    older.kept = [270]
    let export = try Exported(older)
    try history.export.write(to: export.folder)
    let report = await export.verify()
    #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
    #expect(report.checkpoints == 6)
    // Bundle, tile of leaves: those of both sizes.
    #expect(report.tiles > TilePath.all(at: history.ca.entries.count).count)
}

@Test("P-71: files that belong to nothing are named, and are no fault")
func strangers() async throws {
    let history = try SmallHistory.shared.get()
    let export = try Exported(history.export)
    let unknown = String(repeating: "ab", count: 32)
    let strange = [
        "README", "enclosures/\(unknown)", "public/\(unknown)/Reason", "tile/0/009.p/4",
        "tile/entries/x001/000", "checkpoints/007",
        "journal/notes", "a\u{1b}[31mb", "deep/1/2/3/4/5/6/7/8/9/10/11/12",
    ]
    for name in strange { try export.put([1, 2, 3], name) }
    try FileManager.default.createSymbolicLink(
        atPath: export.folder.appendingPathComponent("link").path, withDestinationPath: "/etc/passwd")
    let report = await export.verify()
    #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
    #expect(report.strangers.count == strange.count + 1)
    #expect(report.strangers.names.contains("a\\x1b[31mb"))
    #expect(report.lines.allSatisfy { line in line.utf8.allSatisfy { $0 >= 0x20 } })
}

@Test("P-6: a public part that is not there is not opened, and no failure")
func notOpened() async throws {
    var export = try SmallHistory.shared.get().export
    export.contents = []
    let report = await (try Exported(export)).verify()
    #expect(report.exitCode == 0)
    #expect(report.findings.parts.notOpened == 1)
    #expect(report.findings.parts.opened == 0)
}

@Test("P-13: what is recorded ahead of the verifier's clock is marked, and no failure")
func ahead() async throws {
    let history = try SmallHistory.shared.get()
    let export = try Exported(history.export)
    let clock = try #require(history.ca.state.log.clock)
    let report = await export.verify(now: clock.adding(-601))
    #expect(report.exitCode == 0)
    #expect(report.findings.ahead.map(\.place).last == history.ca.entries.count - 1)
    let alarm = "ALARM (clock): The log’s clock (\(clock.text)) is 10 minutes and 1 second ahead of this machine’s"
    #expect(report.brief.count { $0.hasPrefix(alarm) } == 1, "\(report.brief)")
    let fair = await export.verify(now: clock.adding(-600))
    #expect(fair.findings.ahead.isEmpty && !fair.lines.contains { $0.contains("ALARM") })
}

@Test("P-71: what an act erased is told as erased, and is no failure; a file that outlived it is a warning")
func erased() async throws {
    let history = try SmallHistory.shared.get()
    var ca = history.ca
    let reason = try #require(history.contents.first)
    ca.wait(3600)
    let act = try ca.propose(
        EraseContent.kind, .line(["part": .string("reason"), "statement": .string(reason.statement.hex)]), by: 1)
    try ca.carry(act)
    var export = ExportMaking(ca)
    var report = await (try Exported(export)).verify(now: ca.now)
    #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
    #expect(report.findings.parts.erased == 1 && report.findings.parts.notOpened == 0)
    #expect(report.findings.erased.map(\.erasedBy) == ["A-\(act)"])
    #expect(report.lines.contains { $0.contains("erased by A-\(act)") })
    export.contents = history.contents
    report = await (try Exported(export)).verify(now: ca.now)
    #expect(report.exitCode == 0)
    #expect(report.lines.contains { $0.contains("is still here") })
}
