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
        // K-20: what only a signer's own word shows is a finding about that signer.
        #expect(report.exitCode == (testCase.isWord ? 0 : 6), "\(report.lines.joined(separator: "\n"))")
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

    @Test("K-20: made-up heads of the journal are one finding about their signer, with a count, and fail nothing")
    func madeUp() async throws {
        var history = try JournalHistory.shared.get()
        let first = history.ca.entries.count
        for number in 1...30 {
            _ = try JournalHistory.name(Head(root: Digest.of([UInt8(number)]), size: 2), in: &history.ca)
        }
        let before = await (try history.exported()).verify()
        #expect(before.exitCode == 0, "\(before.lines.joined(separator: "\n"))")
        let alarm = try #require(before.journal.alarms.first)
        #expect(before.journal.alarms.count == 1 && alarm.signer == .person(1) && alarm.count == 30)
        #expect(alarm.first == first && alarm.last == first + 29 && !alarm.isAcknowledged)
        #expect(before.lines.contains { $0.hasPrefix("finding about p1: ") && $0.contains("so do 29 more of theirs") })
        let leaves = history.ca.entries[first...].map { Digest.leaf(of: $0) }
        try history.ca.carry(
            try history.ca.propose(AcknowledgeVoid.kind, .acknowledging(leaves, from: first), by: 1))
        let after = await (try history.exported()).verify()
        #expect(after.journal.alarms.map(\.isAcknowledged) == [true])
        #expect(after.lines.contains { $0.hasPrefix("finding about p1: ") && $0.hasSuffix("acknowledged") })
    }

    @Test("K-20: a head that the journal's own key signed, and the journal does not continue, fails")
    func signedHead() async throws {
        let history = try JournalHistory.shared.get()
        let signer = history.journal.signer
        func verify(_ head: Head) async throws -> VerificationReport {
            let note = try Checkpoint(origin: signer.key.name, head: head).signed(by: signer)
            return await (try history.exported()).verify(known: note.bytes)
        }
        #expect(try await verify(history.journal.head).exitCode == 0)
        let fork = try await verify(Head(root: Digest.of([1]), size: 2))
        #expect(fork.exitCode == 6 && fork.faults.list.contains { $0.what.contains("a fork, or entries were changed") })
        let more = try await verify(Head(root: Digest.of([1]), size: 99))
        #expect(more.exitCode == 6 && more.faults.list.contains { $0.what.contains("but only 4 are here") })
    }

    @Test(
        "P-70: one changed byte of the journal is told where it is, and is called no fork", arguments: [40, 400, 900])
    func oneByte(_ at: Int) async throws {
        let exported = try JournalHistory.shared.get().exported()
        let name = "journal/tile/entries/000.p/4"
        var bytes = try exported.bytes(name)
        bytes[at] ^= 1
        try exported.put(bytes, name)
        let report = await exported.verify()
        #expect(report.exitCode == 6 && report.faults.count == 1, "\(report.lines.joined(separator: "\n"))")
        #expect(report.faults.list[0].file == name && report.faults.list[0].text.contains("differ from those"))
        #expect(!report.lines.contains { $0.contains("fork") || $0.contains("finding about") })
    }

    @Test("P-71: an export without a journal says so; a lost file of a line is a stranger's no more than a fault")
    func none() async throws {
        let history = try JournalHistory.shared.get()
        let exported = try Exported(ExportMaking(history.ca))
        let report = await exported.verify()
        #expect(report.exitCode == 0 && report.journal.alarms.count == 1, "its signers name one")
        #expect(report.journal.notices == ["this export has no journal"])
        let full = try history.exported()
        try full.put([UInt8](repeating: 1, count: 32), "journal/lines/3")
        try full.put([1], "journal/lines/x")
        let strange = await full.verify()
        #expect(strange.exitCode == 0)
        #expect(Set(strange.strangers.names) == ["journal/lines/3", "journal/lines/x"])
    }
}
