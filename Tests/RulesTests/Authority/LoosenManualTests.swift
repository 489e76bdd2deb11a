import Ledger
import Rules
import TestWorld
import Testing

/// P-37, K-24: a value of the Manual is tightened by its leader alone, and loosened by two and a day. `policy/small`: the keepers'
/// leader is p5, another keeper p6, the reviewers' leader p7; p1 to p4 are the council.
struct LoosenManualTests {
    static let count = "store.count.interval"
    private let day = 86_400

    private func body(_ ca: TestCA, _ changes: [String: Int], team: String = "keepers") -> JSON {
        let list = changes.keys.sorted().map { name in
            JSON.line(["name": .string(name), "value": .integer(changes[name] ?? 0)])
        }
        return .line([
            "base": .string(ca.authority.manual.digest.hex), "changes": .array(list), "team": .string(team),
        ])
    }
    private func span(_ ca: TestCA, _ name: String = count) -> Int {
        if case .span(let seconds)? = ca.authority.manualValues?.value(name) { seconds } else { 0 }
    }
    @discardableResult
    private func tighten(_ ca: inout TestCA, _ days: Int, by person: Int = 5) throws -> Int {
        try ca.propose(TightenManual.kind, body(ca, [Self.count: days * day]), by: person, slot: "leader")
    }
    /// Signed by both, and waiting.
    private func loosened(_ ca: inout TestCA, to days: Int = 400) throws -> Int {
        ca.wait(60)
        let act = try ca.propose(LoosenManual.kind, body(ca, [Self.count: days * day]), by: 5, slot: "leader")
        try ca.sign(act, "second", by: 6)
        return act
    }
    private func close(_ ca: inout TestCA, _ act: Int, by person: Int = 5) throws {
        try ca.say(.closeManual(ca.act(act).hash, "A-\(act)"), by: person)
    }

    @Test("SP-1.4.2, K-24: the leader alone makes a value stricter, at once; the digest is that of the compiled Manual")
    func tightened() throws {
        var ca = try small()
        let before = ca.authority.manual.digest
        #expect(before == ca.authority.manualValues?.digest, "what was enclosed is what we write")
        try tighten(&ca, 100)
        #expect(span(ca) == 100 * day)
        #expect(ca.authority.manual.digest == ca.authority.manualValues?.digest && ca.authority.manual.digest != before)
        let change = try #require(ca.state.manualChangeViews(at: ca.now).first)
        #expect(change.condition == "in-force" && change.rows.map(\.now) == ["365 days"])
        #expect(change.rows.map(\.then) == ["100 days"])
    }

    @Test("SP-1.4.2: neither another of the team, nor another leader, nor a page")
    func notTheLeader() throws {
        var ca = try small()
        for person in [6, 7, 1] { refused("RP-3.2b", ca, "p\(person)") { try tighten(&$0, 100, by: person) } }
        refused("RP-2.2", ca, "p7's team does not own it") {
            try $0.propose(
                TightenManual.kind, body($0, [Self.count: 100 * day], team: "reviewers"), by: 7, slot: "leader")
        }
        let passkey = try ca.furtherKey(5, form: .webauthn)
        ca.wait(60)
        refused("P-42", ca, "by page") {
            $0.setKey(5, passkey)
            try tighten(&$0, 100)
        }
    }

    @Test("K-24: what loosens is no tightening; nor is what loosens one value and tightens another")
    func notTighter() throws {
        let ca = try small()
        let refusal = refused("RP-2.2", ca) { try tighten(&$0, 400) }
        #expect(refusal?.what.contains(Self.count) == true && refusal?.who.contains("another member") == true)
    }

    @Test("SP-1.4.2, P-37: two sign what loosens, a day passes, the leader puts it into force; once")
    func whole() throws {
        var ca = try small()
        let act = try loosened(&ca)
        let signed = ca.now
        #expect(ca.inEffect(act) && span(ca) == 365 * day, "two signatures change nothing yet")
        #expect(ca.state.manualChangeViews(at: ca.now).map(\.condition) == ["waiting"])
        ca.now = signed.adding(day - 1)
        refused("P-37", ca, "too early") { try close(&$0, act) }
        ca.now = signed.adding(day)
        #expect(ca.state.tasks(for: 5, at: ca.now).contains { $0.about.text == "A-\(act)" })
        #expect(!ca.state.tasks(for: 6, at: ca.now).contains { $0.about.text == "A-\(act)" })
        refused("P-37", ca, "the second does not") { try close(&$0, act, by: 6) }
        refused("P-37", ca, "nor another leader") { try close(&$0, act, by: 7) }
        try close(&ca, act)
        #expect(span(ca) == 400 * day)
        ca.wait(60)
        refused("P-37", ca, "once") { try close(&$0, act) }
    }

    @Test("P-37: nobody is both; two of another team are not these two")
    func alone() throws {
        var ca = try small()
        let act = try ca.propose(LoosenManual.kind, body(ca, [Self.count: 400 * day]), by: 5, slot: "leader")
        var twice = ca
        try twice.sign(act, "second", by: 5)
        #expect(!twice.inEffect(act), "who signs again leaves the other slot")
        refused("RP-3.2b", ca) { try $0.sign(act, "second", by: 7) }
        refused("RP-3.2b", ca) { try $0.sign(act, "second", by: 1) }
        ca.wait(2 * day)
        refused("P-37", ca, "with one signature nothing waits") { try close(&$0, act) }
    }

    @Test("P-37: after fourteen days it is signed again")
    func late() throws {
        var ca = try small()
        let act = try loosened(&ca)
        ca.wait(14 * day + 1)
        refused("P-37", ca) { try close(&$0, act) }
        #expect(ca.state.manualChangeViews(at: ca.now).map(\.condition) == ["over"])
    }

    @Test("P-55, P-32: a stop of the act, or of who signed it, holds the closing; who leads no more closes nothing")
    func stopped() throws {
        var ca = try small()
        let act = try loosened(&ca)
        ca.wait(day)
        var other = ca
        try other.stop("A-\(act)", by: 6, slot: "person")
        refused("P-55", other) { try close(&$0, act) }
        other = ca
        try other.stop("p6", by: 5, slot: "leader")
        refused("P-37", other) { try close(&$0, act) }
        other = ca
        try other.propose("authority/team.leave", member(5, "keepers"), by: 5, slot: "leaver")
        refused("P-37", other, "who leads no more closes nothing") { try close(&$0, act) }
    }

    @Test("K-24: a value that changed meanwhile is looked at again; another team's value does not hinder")
    func base() throws {
        var ca = try small()
        let old = body(ca, [Self.count: 90 * day])
        let act = try loosened(&ca)
        let other = "journal.retention.alarm"
        try ca.propose(TightenManual.kind, body(ca, [other: 2000 * day]), by: 5, slot: "leader")
        ca.wait(day)
        var undisturbed = ca
        try close(&undisturbed, act)
        #expect(span(undisturbed) == 400 * day && span(undisturbed, other) == 2000 * day)
        try ca.propose(TightenManual.kind, old, by: 5, slot: "leader")
        #expect(span(ca) == 90 * day, "its proposer had seen this value")
        refused("K-24", ca, "nobody signed for 90 to 400 days") { try close(&$0, act) }
        refused("K-24", ca, "nor again with the old digest") {
            try $0.propose(TightenManual.kind, old, by: 5, slot: "leader")
        }
        var changed = ca
        try changed.changePolicy([:], manual: [["values", other, "span"]: .integer(100 * day)])
        refused("K-24", changed, "a policy adopted since put another Manual into force") {
            try $0.propose(LoosenManual.kind, old, by: 5, slot: "leader")
        }
    }

    @Test("K-9, P-37: no such value, a value of another sort, the same value: all of it is told at once")
    func wrong() throws {
        let ca = try small()
        let refusal = refused("P-37", ca) {
            try $0.propose(
                LoosenManual.kind, body($0, ["store.count.intervall": day, Self.count: 365 * day]), by: 5,
                slot: "leader")
        }
        #expect(refusal?.what.contains("says that already") == true)
        #expect(refusal?.what.contains("did you mean") == true)
    }
}
