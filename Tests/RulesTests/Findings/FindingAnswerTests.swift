import Ledger
import Rules
import TestWorld
import Testing

/// SP-3.1.3c: a finding is answered in words by two who took no part; it stays a finding, and what happens anew is a new one.
struct FindingAnswerTests {
    /// A record in breach, by p5 alone.
    private func breached() throws -> (ca: TestCA, finding: Finding) {
        let media = MediaCase()
        var ca = try media.stocked()
        let place = try media.did("move", &ca, observer: nil)
        let found = try #require(
            ca.state.findings(at: ca.now).first {
                $0.rule.name == "record-in-breach" && $0.about == .item("R-\(place)")
            })
        return (ca, found)
    }

    private func draft(_ ca: TestCA, _ finding: Finding, cause: String? = nil, until: String? = nil) -> Draft {
        var draft = Draft.of(
            ca.kind(AnswerFinding.kind),
            .line([
                "about": .string(finding.about.text), "cause": .string(cause ?? finding.cause.begun.text),
                "rule": .string(finding.rule.name), "until": until.map { .string($0) },
            ]), slot: "answer")
        draft.detached = [.open("answer")]
        return draft
    }

    private func states(_ ca: TestCA) -> [ClauseState] { ca.state.clauseViews(at: ca.now).map(\.state) }

    private func found(_ finding: Finding, _ ca: TestCA) throws -> Finding {
        try #require(ca.state.findings(at: ca.now).first { $0.id == finding.id })
    }

    @Test("SP-3.1.3c: two answer it; it stays a finding and its clause stays broken, but it counts as answered")
    func answered() throws {
        var (ca, finding) = try breached()
        #expect(finding.answered == nil)
        let before = states(ca)
        let act = try ca.say(draft(ca, finding), by: 1)
        #expect(try found(finding, ca).answered == nil, "one of two")
        ca.wait(60)
        try ca.say(.sign(ca.registerAct(act), slot: "answer"), by: 2)
        let after = try found(finding, ca)
        #expect(after.answered?.by == [1, 2] && after.answered?.act == act)
        #expect(after.json["answered"]?.text == "A-\(act)")
        #expect(states(ca) == before, "an answer mends no clause")
    }

    @Test("SP-3.1.3c: who took part neither proposes the answer nor completes it")
    func concerned() throws {
        let (ca, finding) = try breached()
        refused("SP-3.1.3c", ca, "the performer") { try $0.say(draft($0, finding), by: 5) }
        refused("SP-3.1.3c", ca, "as the second") { ca in
            let act = try ca.say(draft(ca, finding), by: 1)
            ca.wait(60)
            try ca.say(.sign(ca.registerAct(act), slot: "answer"), by: 5)
        }
    }

    @Test("SP-3.1.3c: the same one again is answered, another cause is not; what has not happened cannot be answered")
    func cause() throws {
        var (ca, finding) = try breached()
        refused("SP-3.1.3c", ca) { try $0.say(draft($0, finding, cause: "entry 99999"), by: 1) }
        let act = try ca.say(draft(ca, finding, cause: "entry 1"), by: 1)
        ca.wait(60)
        try ca.say(.sign(ca.registerAct(act), slot: "answer"), by: 2)
        #expect(try found(finding, ca).answered == nil, "the answer is to another one")
    }

    @Test(
        "SP-3.1.3c: another spelling of the same finding is none, so nobody concerned gets around what keeps them out")
    func spelling() throws {
        let (ca, finding) = try breached()
        let place = finding.about.text.dropFirst(2)
        for (about, cause) in [
            ("R-\(place) entry", "\(place)"), ("R-\(place)", "entry 0\(place)"), ("R-\(place)", "entry \(place) "),
            ("R-\(place) x", "entry \(place)"), ("R-\(place)", "journal 1"),
        ] {
            var draft = draft(ca, finding)
            draft.body = .line([
                "about": .string(about), "cause": .string(cause), "rule": .string(finding.rule.name),
            ])
            #expect(throws: Refusal.self, "\(about), \(cause)") {
                var ca = ca
                try ca.say(draft, by: 5)
            }
        }
        // About something else that the same record began, its performer is no less concerned.
        var other = draft(ca, finding)
        other.body = .line([
            "about": .string("M-1"), "cause": .string("entry \(place)"), "rule": .string("medium-in-use-unerased"),
        ])
        refused("SP-3.1.3c", ca) { try $0.say(other, by: 5) }
    }

    @Test("SP-3.1.3c: with a day it must be answered again when the day has come; a day that has begun is refused")
    func until() throws {
        var (ca, finding) = try breached()
        let today = String(ca.now.text.prefix(10)), later = String(ca.now.adding(3 * 86400).text.prefix(10))
        refused("SP-3.1.3c", ca) { try $0.say(draft($0, finding, until: today), by: 1) }
        let act = try ca.say(draft(ca, finding, until: later), by: 1)
        ca.wait(60)
        try ca.say(.sign(ca.registerAct(act), slot: "answer"), by: 2)
        #expect(try found(finding, ca).answered != nil)
        ca.wait(4 * 86400)
        #expect(try found(finding, ca).answered == nil)
    }
}

extension TestCA {
    /// An answer to a finding, for the tests over every kind.
    mutating func findingAnswered() throws {
        wait(60)
        let finding = try #require(
            state.findings(at: now).first { finding in
                guard case .entry = finding.cause.begun else { return false }
                return !finding.about.text.hasPrefix("p1")
            })
        var draft = Draft.of(
            kind(AnswerFinding.kind),
            .line([
                "about": .string(finding.about.text), "cause": .string(finding.cause.begun.text),
                "rule": .string(finding.rule.name),
            ]), slot: "answer")
        draft.detached = [.open("answer")]
        let act = try say(draft, by: 1)
        wait(60)
        try say(.sign(registerAct(act), slot: "answer"), by: 2)
    }
}
