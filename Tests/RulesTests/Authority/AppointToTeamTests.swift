import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.3: a new team member needs the leader's recommendation and the Board's motion; neither is enough.
struct AppointToTeamTests {
    @Test("SP-9.1.3, P-50: the second closing is refused until all else that the act requires is there")
    func allElse() throws {
        var ca = try cacert()
        ca.wait(60)
        let act = try ca.propose("authority/team.appoint", member(11, "systems-administration"), by: 1)
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        refused("SP-9.1.3", ca) { try $0.close(motion, by: 2) }
        try ca.sign(act, "recommendation", by: 8)
        #expect(!ca.inEffect(act), "nor is the recommendation enough before the closing")
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("SP-9.1.3: however many sign, without the Board's motion nobody is appointed")
    func noMotion() throws {
        var ca = try cacert()
        let act = try ca.propose(
            "authority/team.appoint", member(11, "systems-administration"), by: 8, slot: "recommendation")
        #expect(!ca.inEffect(act))
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        #expect(!ca.inEffect(act) && ca.authority.groups(of: 11) == [], "nor by votes that nobody has closed")
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.authority.groups(of: 11) == ["systems-administration"])
    }
}
