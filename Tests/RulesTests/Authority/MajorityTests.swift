import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.5b: the votes that a motion needs are those of the policy, and never fewer than the rules ask.
struct MajorityTests {
    /// A motion of the council on appointing p10, and its act.
    private func motion(_ kind: String = "authority/team.appoint") throws -> (TestCA, act: Int, motion: Int) {
        var ca = try small()
        let act = try ca.propose(kind, member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        return (ca, act, motion)
    }

    @Test(
        "SP-9.1.5b, P-50: carried by yes of more than half of all seated, and more yes than no",
        arguments: [
            (yes: [1, 2, 3], no: [4], carried: true), (yes: [1, 2, 3], no: [], carried: true),
            (yes: [1, 2], no: [], carried: false),
            (yes: [1, 2], no: [3, 4], carried: false), (yes: [1], no: [], carried: false),
            (yes: [], no: [], carried: false),
        ])
    func majority(yes: [Int], no: [Int], carried: Bool) throws {
        var (ca, act, motion) = try motion()
        for person in yes { try ca.vote(motion, .yes, by: person) }
        for person in no { try ca.vote(motion, .no, by: person) }
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act) == carried)
        #expect(ca.word(act) == (carried ? "in effect" : "defeated"))
        #expect(ca.authority.groups(of: 10) == (carried ? ["keepers"] : []))
        refused("P-50", ca, "decided") { try $0.vote(motion, .no, by: 4) }
    }

    @Test("SP-9.1.5b, P-50: the policy's floor is asked beside the majority")
    func floor() throws {
        // Three of the Board's five are seated: two yes are more than half of them, and too few for a floor of three.
        var ca = try cacert()
        ca.wait(91 * 86_400)
        for person in [4, 5] {
            let act = try ca.propose("authority/body.leave", bodied(person, "board"), by: person, slot: "leaver")
            #expect(ca.inEffect(act))
        }
        let act = try ca.propose("authority/team.lead", member(9, "systems-administration"), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        try ca.vote(motion, .abstain, by: 3)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.word(act) == "defeated")
    }

    @Test("SP-9.1.5b, P-50: what narrows is carried by more yes than no and the policy's floor, of local votes")
    func narrows() throws {
        var ca = try small()
        let act = try ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("SP-9.1.5b, P-50: what narrows is lost by as many no as yes, floor or not")
    func narrowsTied() throws {
        var ca = try small()
        let act = try ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        for person in [3, 4] { try ca.vote(motion, .no, by: person) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.word(act) == "defeated")
    }
}
