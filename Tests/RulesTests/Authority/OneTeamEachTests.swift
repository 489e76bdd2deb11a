import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.2b: nobody is active in more than one team, even where a policy does not keep the teams apart.
struct OneTeamEachTests {
    @Test("SP-9.1.2b: a second team is refused, and the refusal names the first")
    func second() throws {
        var ca = try small()
        try ca.changePolicy([["exclusive"]: .array([.texts(["reviser", "*"])])])
        #expect(ca.authority.exclusion(of: 6, from: "reviewers") == nil)
        let refusal = refused("SP-9.1.2b", ca) {
            try $0.propose("authority/team.appoint", member(6, "reviewers"), by: 1)
        }
        #expect(refusal?.what.contains("“keepers”") == true)
        try ca.propose("authority/team.leave", member(6, "keepers"), by: 6, slot: "leaver")
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1))
        try ca.carry(ca.propose("authority/team.appoint", member(6, "reviewers"), by: 1))
        #expect(ca.authority.groups(of: 6) == ["reviewers"])
    }

    @Test(
        "SP-9.1.2b: a ruling that names person and team opens a second team, and never one that the policy keeps apart")
    func ruled() throws {
        var ca = try arbitrated()
        let second = "support"
        try ca.propose(SignAgreement.kind, PapersTests.agreement(ca, 12), by: 12, slot: "member")
        let check = try ca.ruleOnCheck(
            PapersTests.check(12, second, until: ca.day(300)), by: 15, slot: "arbitrator")
        try ca.sign(check, "case-manager", by: 19)
        _ = try ca.rule([ca.permit("authority/team.appoint", about: ["p12", second, "access"], count: 2)])
        ca.wait(Ruling.waiting)
        refused("SP-9.1.2b", ca, "without the ruling") {
            try $0.propose("authority/team.appoint", member(12, second), by: 20, slot: "recommendation")
        }
        refused("SP-9.3.2b", ca, "somebody else") {
            try $0.file("authority/team.appoint", member(13, second), by: 20, slot: "recommendation", under: 1)
        }
        refused("SP-3.4.2b", ca, "across an exclusivity") {
            try $0.file("authority/team.appoint", member(12, "access"), by: 6, slot: "recommendation", under: 1)
        }
        let act = try ca.file(
            "authority/team.appoint", member(12, second), by: 20, slot: "recommendation", under: 1)
        #expect(!ca.inEffect(act), "the motion is asked as ever")
        try ca.carry(act)
        #expect(Set(ca.authority.groups(of: 12)).isSuperset(of: ["systems-administration", second]))
    }
}
