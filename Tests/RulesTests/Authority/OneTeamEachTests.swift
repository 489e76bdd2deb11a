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
}
