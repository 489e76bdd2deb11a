import Ledger
import Rules
import TestWorld
import Testing
import Verifier

/// Goal: who finds a bad log has what to do before him, in the words of the alarm page and of `foureyes`.
@Suite("A failed verification says what to do and whom to call (P-8)")
struct RemedyTests {
    @Test("The words of an alarm and the governing body by this ledger; nothing of it where all is good")
    func words() async throws {
        let history = try SmallHistory.shared.get()
        let exported = try Exported(history.export)
        #expect(await !exported.verify().lines.contains { $0.contains("do: ") || $0.contains("call: ") })
        try exported.put(Array("nothing\n".utf8), "checkpoint")
        let report = await exported.verify()
        #expect(report.exitCode == 6 && report.lines.contains("do: " + Trouble.call))
        #expect(report.lines.first?.hasPrefix("VERIFICATION FAILED") == true)
        for (group, people) in history.ca.authority.whomToCall() where !people.isEmpty {
            let ids = people.map { "p\($0)" }.joined(separator: ", ")
            #expect(report.lines.contains("call: \(ids) of \(group.title)"), "\(report.lines)")
        }
    }

    @Test("Of another ledger than the one asked for nobody is to be called: its people are whoever made it")
    func foreign() async throws {
        let exported = try Exported(try SmallHistory.shared.get().export)
        let report = await exported.verify(founding: Digest.of([1]))
        #expect(report.exitCode == 6 && report.lines.contains("do: " + Trouble.call))
        #expect(!report.lines.contains { $0.hasPrefix("call: ") })
    }
}
