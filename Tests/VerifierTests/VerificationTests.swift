import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test(
    "SP-1.2e, P-4: what is changed, removed, reordered or put in is void at its place, found, and stops no replay",
    arguments: LogCase.all)
func forgedLog(_ testCase: LogCase) async throws {
    var history = try SmallHistory.shared.get()
    let (entries, firstVoid) = try testCase.forge(&history)
    var export = ExportMaking(history.ca)
    export.entries = entries
    let report = await (try Exported(export)).verify()
    #expect(report.exitCode == 6)
    // The log's key signed all of it: nothing but the rules finds it.
    if firstVoid > 0 { #expect(report.faults.count == 0, "\(report.lines.joined(separator: "\n"))") }
    #expect(report.entries == entries.count)
    #expect(report.halt == nil)
    let first = try #require(report.voids.first)
    #expect(first.place == firstVoid)
    #expect(first.refusal.clause.hasPrefix(testCase.rule), "\(first)")
    #expect(report.lines.contains { $0.hasPrefix("VOID: entry \(firstVoid):") })
}
