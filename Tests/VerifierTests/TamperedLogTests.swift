import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test("P-71: a log that was rolled back as a whole is found by a checkpoint that somebody kept")
func rolledBack() async throws {
    let honest = try SmallHistory.shared.get().export
    var export = honest
    export.entries = Array(export.entries.prefix(200))
    export.kept = []
    let exported = try Exported(export)
    // In itself it is a good log: that is why checkpoints are kept, cosigned and compared.
    let alone = await exported.verify()
    #expect(alone.faults.count == 0)
    let report = await exported.verify(known: try honest.checkpoint(at: 250))
    #expect(report.exitCode == 6)
    #expect(report.faults.list.first?.text.contains("the log signed 250 entries, but only 200 are here") == true)
    #expect(await exported.verify(known: try honest.checkpoint(at: 150)).exitCode == 0)
}

@Test("P-8: a fork is found by a checkpoint that somebody kept")
func fork() async throws {
    var history = try SmallHistory.shared.get()
    let other = history.export
    history.ca.wait(60)
    try history.move(2, to: "S-2")
    var forked = ExportMaking(history.ca)
    forked.entries.remove(at: history.ca.entries.count - 3)
    let report = await (try Exported(forked)).verify(known: try other.checkpoint(at: other.entries.count))
    #expect(report.faults.list.contains { $0.text.contains("a fork, or entries were changed") })
}

@Test("P-4: a void entry that the council acknowledged fails no verification any more")
func acknowledged() async throws {
    var history = try SmallHistory.shared.get()
    let garbage = Array("no entry at all".utf8)
    _ = try history.ca.force(garbage)
    let place = history.ca.entries.count - 1
    #expect(await (try Exported(ExportMaking(history.ca))).verify().exitCode == 6)
    let body = JSON.acknowledging([Digest.leaf(of: garbage)], from: place)
    let act = try history.ca.propose("authority/void.acknowledge", body, by: 1)
    try history.ca.carry(act)
    let report = await (try Exported(ExportMaking(history.ca))).verify()
    #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
    #expect(report.voids.count == 1 && report.unacknowledged.isEmpty)
}
