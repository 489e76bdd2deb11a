import Ledger
import Rules
import TestWorld
import Testing

/// SP-3.4.4, SP-9.1.7a: what must follow when somebody leaves. p8 leads the Systems Administrators; p13 leaves them.
struct FollowUpTests {
    static func left() throws -> TestCA {
        var ca = try arbitrated()
        try ca.propose("authority/team.leave", member(13, "systems-administration"), by: 13, slot: "leaver")
        return ca
    }
    @discardableResult
    static func sign(_ ca: inout TestCA, _ lines: [String], by person: Int = 8, of termination: Int = 1) throws -> Int {
        ca.wait(60)
        return try ca.say(
            .of(
                ca.kind(FollowUp.kind),
                .line([
                    "happened": .string(ca.now.text), "lines": lines.isEmpty ? nil : .texts(lines.sorted()),
                    "termination": .string("TRM-\(termination)"),
                ])), by: person)
    }
    private func open(_ ca: TestCA) -> [String] {
        ca.state.world.openLines(of: ca.authority.former[0]).map(\.rawValue)
    }
    private func state(_ ca: TestCA) -> String? { Register.named("terminations")?.state(of: 1, in: ca.state.world) }

    @Test("SP-3.4.4, SP-9.1.7a: who leaves opens a checklist at once; it stays open until each line is signed")
    func checklist() throws {
        var ca = try Self.left()
        #expect(open(ca) == FollowUpLine.allCases.map(\.rawValue) && state(ca) == "open")
        #expect(ca.state.tasks(for: 8, at: ca.now).contains { $0.rule.name == "termination" && $0.id == "TRM-1" })
        try Self.sign(&ca, ["keys", "codes"])
        #expect(Set(open(ca)).isDisjoint(with: ["keys", "codes"]) && open(ca).count == 6)
        try Self.sign(&ca, open(ca), by: 6)
        #expect(state(ca) == "done")
        #expect(!ca.state.tasks(for: 8, at: ca.now).contains { $0.rule.name == "termination" })
    }

    @Test("SP-3.4.4: nobody signs for themselves, nothing is signed with no line, and what is in breach closes nothing")
    func breaches() throws {
        var ca = try Self.left()
        try ca.carry(ca.propose("authority/body.seat", bodied(13, "case-managers"), by: 1))
        let own = try Self.sign(&ca, ["keys"], by: 13), none = try Self.sign(&ca, [])
        for place in [own, none] {
            #expect(
                ca.state.world.records[ca.state.world.recordIndex(at: place)!].breaches.map(\.clause) == ["SP-3.4.4"])
        }
        #expect(open(ca).count == 8)
        refused("P-35", ca, "of a termination that is none") { try Self.sign(&$0, ["keys"], of: 9) }
    }

    @Test("SP-3.4.4: a checklist that stays open for longer than the Manual says is a finding")
    func late() throws {
        var ca = try Self.left()
        ca.wait(13 * 86_400)
        #expect(ca.found("termination").isEmpty)
        ca.wait(86_400)
        #expect(ca.found("termination").map(\.about) == [.item("TRM-1")])
        try Self.sign(&ca, FollowUpLine.allCases.map(\.rawValue))
        #expect(ca.found("termination").isEmpty)
    }

    @Test("SP-3.4.4: whose seat is given back has nothing to hand over")
    func back() throws {
        var ca = try Self.left()
        try ca.propose(SignAgreement.kind, PapersTests.agreement(ca, 13), by: 13, slot: "member")
        let check = try ca.ruleOnCheck(
            PapersTests.check(13, "systems-administration", until: ca.day(300)), by: 15, slot: "arbitrator")
        try ca.sign(check, "case-manager", by: 19)
        let appoint = try ca.propose(
            "authority/team.appoint", member(13, "systems-administration"), by: 8, slot: "recommendation")
        try ca.carry(appoint)
        #expect(open(ca).isEmpty && state(ca) == "done")
    }
}
