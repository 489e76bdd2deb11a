import Ledger
import Rules
import TestWorld
import Testing

/// D16: a finding is (rule, about, what began it). It lasts as long as its cause, and a new cause is a new finding.
struct FindingTests {
    private func found(_ rule: String, _ ca: TestCA) -> [Finding] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == rule }
    }

    @Test("P-55, D16: a stop is begun by the entry that set it; set again after its end, it is another finding")
    func stop() throws {
        var ca = try small()
        let stop = { (ca: inout TestCA) throws -> Int in
            try ca.propose("authority/stop.set", .line(["target": .person(6)]), by: 5, slot: "leader")
        }
        let first = try stop(&ca)
        let finding = try #require(found("stop", ca).first)
        #expect(finding.cause.begun == .entry(first) && finding.about == .item("X-1"))
        #expect(finding.since == ca.state.log.rows[first].recorded)
        ca.wait(86_400)
        #expect(found("stop", ca).map(\.id) == [finding.id], "it lasts as what it is")
        #expect(finding.step?.command == "foureyes propose authority/stop.end stop=X-1")
        #expect(finding.json["severity"]?.text == "fault" && finding.json["clauses"]?.list?.first?.text == "P-55")
    }

    @Test("SP-9.5b, D16: for a date that passed, what began it is the entry that set the date")
    func date() throws {
        var ca = try small()
        ca.now = Time("2027-12-01T00:00:00Z")!
        let before = found("exception-review", ca)
        #expect(before.map(\.about) == [.exception("RP-1.4-logs"), .exception("RP-1.4-personal")])
        #expect(before.allSatisfy { $0.cause.begun == .entry(0) }, "the founding brought both days")
        try ca.changePolicy([["exceptions", "RP-1.4-personal", "review"]: .string("2027-12-05")])
        ca.now = Time("2027-12-06T00:00:00Z")!
        let after = found("exception-review", ca)
        #expect(after.map(\.id).contains(before[0].id), "whose day nobody set anew stays the same finding")
        #expect(!after.map(\.id).contains(before[1].id) && after.count == 2, "a new day that passed is a new one")
        #expect(after.allSatisfy { $0.rule.severity == .due })
    }
}

/// A duty is a task of its owner from when it begins, and a finding from when it is overdue.
struct DutyTests {
    private func rule(_ manual: String, of causes: @escaping @Sendable (Seen) -> [Cause]) -> DutyRule {
        DutyRule(
            "some-duty", ["RP-3.1"], owner: .group("keepers"), .within(manual: manual, of: causes),
            metBy: ["record/medium.erase"], title: "Duties", word: "due", verb: "Do", answer: "Keepers do it.")
    }

    @Test("Shape 7: a span of the Manual is the deadline; its owner is asked before, the finding comes after")
    func within() throws {
        var ca = try small()
        let place = ca.entries.count - 1
        let begun = ca.state.log.rows[place].recorded
        // 180 days in this policy's Manual.
        let duty = rule("journal.retention.program") { _ in [Cause(about: .entry(place), place: place, says: "Do it.")] }
        func found() -> [Time] { ca.state.findings(by: duty.finding, at: ca.now).map(\.since) }
        func asked() -> [Int] { (1...10).filter { !ca.state.tasks(for: $0, by: duty.task, at: ca.now).isEmpty } }
        #expect(found().isEmpty && asked() == [5, 6], "who sits in the owning group, and nobody else")
        ca.now = begun.adding(180 * 86_400 - 1)
        #expect(found().isEmpty)
        ca.now = begun.adding(180 * 86_400)
        #expect(found() == [ca.now] && asked() == [5, 6])
        #expect(
            ca.state.tasks(for: 5, by: duty.task, at: ca.now).first?.command == "foureyes record record/medium.erase")
    }

    @Test("Shape 7: a duty whose span the Manual lacks is due at once")
    func lacking() throws {
        let ca = try small()
        let duty = rule("no.such.value") { _ in [Cause(about: .entry(0), place: 0, says: "Do it.")] }
        #expect(ca.state.findings(by: duty.finding, at: ca.now).count == 1)
    }

    @Test("Shape 7: a duty that is met is neither task nor finding")
    func met() throws {
        let ca = try small()
        let duty = rule("journal.retention.program") { _ in [] }
        #expect(ca.state.findings(by: duty.finding, at: ca.now).isEmpty)
        #expect(ca.state.tasks(for: 5, by: duty.task, at: ca.now).isEmpty)
    }
}
