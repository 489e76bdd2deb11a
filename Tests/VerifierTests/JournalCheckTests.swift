import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

struct JournalCheckTests {
    @Test("P-70: an honest journal is good, and what its machine was before it was enrolled is a notice")
    func good() async throws {
        let history = try JournalHistory.shared.get()
        let report = await (try history.exported()).verify()
        #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
        #expect(report.journal.head == history.journal.head)
        #expect(report.journal.segments == 4)
        #expect(report.journal.lines == 5)
        #expect(report.journal.checkpoints == 2)
        #expect(report.journal.alarms.isEmpty)
        #expect(report.journal.notices.count == 1)
        #expect(report.journal.notices[0].contains("1 segments"))
        #expect(report.strangers.count == 0)
        #expect((try? JSON(enclosed: report.json.written())) == report.json)
    }

    @Test("SP-1.2e, P-70, P-8: whatever is done to a journal is found, by its name", arguments: JournalCase.all)
    func tampered(_ testCase: JournalCase) async throws {
        let report = await (try testCase.make(try JournalHistory.shared.get())).verify()
        #expect(report.exitCode == 6)
        #expect(
            report.lines.contains { $0.contains(testCase.finds) }, "\(report.lines.joined(separator: "\n"))")
    }

    @Test("P-70: silence longer than an hour, and a segment that closed late, are notices")
    func silence() async throws {
        var history = try JournalHistory.shared.get()
        let (now, head) = (history.ca.now, history.ca.state.log.head)
        try history.journal.close(at: now.adding(3 * 3600), ledger: head)
        try history.journal.close(
            [JournalHistory.line(1, now.adding(3 * 3600 + 1))], at: now.adding(3 * 3600 + 1000), ledger: head)
        let report = await (try history.exported()).verify()
        #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
        #expect(report.journal.notices.contains { $0.contains("silent from") })
        #expect(report.journal.notices.contains { $0.contains("999 seconds after its first line") })
    }

    @Test("P-70: after a change of the machine's key its numbers begin anew")
    func anotherKey() async throws {
        var history = try JournalHistory.shared.get()
        let machine = try TestCA.machineSigner(2)
        try history.ca.enrolMachine(machine)
        history.journal.change(to: machine, number: 2)
        try history.journal.close(at: history.ca.now.adding(60), ledger: history.ca.state.log.head)
        let report = await (try history.exported()).verify()
        #expect(report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
        #expect(report.journal.notices.count == 1)
    }

    @Test("P-8: an alarm that the governing body has looked at fails nothing any more; the alarm stays")
    func acknowledged() async throws {
        var history = try JournalHistory.shared.get()
        let place = try JournalHistory.name(Head(root: Digest.of([1]), size: 2), in: &history.ca)
        let before = await (try history.exported()).verify()
        #expect(before.exitCode == 6)
        #expect(before.journalAlarms.map(\.entry) == [place])
        let leaf = Digest.leaf(of: history.ca.entries[place])
        let body = JSON.line(["entry": .integer(place), "hash": .string(leaf.hex)])
        try history.ca.carry(try history.ca.propose(AcknowledgeVoid.kind, body, by: 1))
        let after = await (try history.exported()).verify()
        #expect(after.exitCode == 0, "\(after.lines.joined(separator: "\n"))")
        #expect(after.journal.alarms.count == 1)
        #expect(after.lines.contains { $0.contains("ALARM") && $0.contains("acknowledged") })
    }

    @Test("P-71: an export without a journal says so; a lost file of a line is a stranger's no more than a fault")
    func none() async throws {
        let history = try JournalHistory.shared.get()
        let exported = try Exported(ExportMaking(history.ca))
        let report = await exported.verify()
        #expect(report.exitCode == 6, "its signers saw one")
        #expect(report.journal.notices == ["this export has no journal"])
        let full = try history.exported()
        try full.put([UInt8](repeating: 1, count: 32), "journal/lines/3")
        try full.put([1], "journal/lines/x")
        let strange = await full.verify()
        #expect(strange.exitCode == 0)
        #expect(Set(strange.strangers.names) == ["journal/lines/3", "journal/lines/x"])
    }
}
