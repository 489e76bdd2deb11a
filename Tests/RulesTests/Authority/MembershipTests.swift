import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.7a: whatever ends a seat ends all that rests on it, at once.
struct MembershipTests {
    /// p8, a reviewer, on the list that is drawn from the teams.
    private func listed() throws -> TestCA {
        var ca = try small()
        let act = try ca.propose("authority/list.add", RulesTests.listed(8, "machine-room"), by: 5)
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
        #expect(ca.authority.membership(of: 8, in: "machine-room", at: ca.now) != nil)
        return ca
    }
    private func sits(_ ca: TestCA) -> [String] {
        ["reviewers", "machine-room"].filter { ca.authority.membership(of: 8, in: $0, at: ca.now) != nil }
    }

    @Test("SP-9.1.7a, SP-3.4.2a: who leaves the team acts on none of its lists from that entry on")
    func left() throws {
        var ca = try listed()
        try ca.propose("authority/team.leave", member(8, "reviewers"), by: 8, slot: "leaver")
        #expect(sits(ca) == [])
        #expect(ca.authority.roster("machine-room")?.seats.map(\.person) == [8], "nobody had to clear the list")
    }

    @Test("SP-9.1.7a: who is stopped is in no team and on no list while the stop lasts")
    func stopped() throws {
        var ca = try listed()
        try ca.stop("p8", by: 8, slot: "person")
        #expect(sits(ca) == [] && Set(ca.authority.groups(of: 8)) == ["reviewers", "machine-room"])
        try ca.endStop(1, by: [1, 2])
        #expect(sits(ca) == ["reviewers", "machine-room"])
    }

    @Test("SP-9.1.7a: a seat whose term is over is none, and nothing of it is left in office")
    func term() throws {
        var ca = try small()
        #expect(ca.authority.membership(of: 9, in: "reviser", at: ca.now) != nil)
        ca.wait(731 * 86_400)
        #expect(ca.authority.membership(of: 9, in: "reviser", at: ca.now) == nil)
    }
}
