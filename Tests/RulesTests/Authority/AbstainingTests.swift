import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.5b: whoever is active in the area that a motion is about abstains, whatever they vote. The Board is p1 to p5; p4 and p5
/// are Systems Administrators too, whose leader is p8.
struct AbstainingTests {
    private func twoRoles() throws -> TestCA {
        var ca = try cacert()
        for person in [4, 5] {
            ca.wait(60)
            try ca.carry(
                ca.propose(
                    "authority/team.appoint", member(person, "systems-administration"), by: 8, slot: "recommendation"))
        }
        ca.wait(60)
        return ca
    }
    /// The access of p9, asked for by the leader, with all the Board's votes in.
    private func voted(_ ca: inout TestCA, _ list: String = "ssh-access", no: [Int] = []) throws -> (
        act: Int, motion: Int
    ) {
        let act = try ca.propose("authority/list.add", listed(9, list), by: 8, slot: "request")
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, no.contains(person) ? .no : .yes, by: person) }
        return (act, motion)
    }
    private func tally(_ ca: TestCA, _ motion: Int) throws -> Tally {
        try #require(ca.state.motionView(at: motion, now: ca.now)).tally
    }

    @Test("SP-9.1.5b: the votes of active members are abstentions, in the tally, the majority and what is kept")
    func counted() throws {
        var ca = try twoRoles()
        let (act, motion) = try voted(&ca, no: [3])
        #expect(try tally(ca, motion) == Tally(yes: 2, no: 1, abstain: 2))
        #expect(ca.state.motionView(at: motion, now: ca.now)?.abstaining == [4, 5])
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(!ca.inEffect(act), "two yes of five do not carry, though four voted so")
        #expect(try tally(ca, motion) == Tally(yes: 2, no: 1, abstain: 2), "and over is over")
        #expect(ca.state.motionView(at: motion, now: ca.now)?.condition == "lost")
    }

    @Test("SP-9.1.5b: the others carry it; active members may close")
    func carried() throws {
        var ca = try twoRoles()
        let (act, motion) = try voted(&ca)
        for person in [4, 1] { try ca.close(motion, by: person) }
        #expect(ca.inEffect(act))
        #expect(try tally(ca, motion) == Tally(yes: 3, no: 0, abstain: 2))
    }

    @Test("SP-9.1.5b: who left the area after the act was proposed abstains all the same; who left before votes")
    func left() throws {
        var ca = try twoRoles()
        var late = ca
        let (_, motion) = try voted(&late)
        try late.propose("authority/team.leave", member(5, "systems-administration"), by: 5, slot: "leaver")
        #expect(try tally(late, motion) == Tally(yes: 3, no: 0, abstain: 2))
        try ca.propose("authority/team.leave", member(5, "systems-administration"), by: 5, slot: "leaver")
        ca.wait(60)
        let (_, other) = try voted(&ca)
        #expect(try tally(ca, other) == Tally(yes: 4, no: 0, abstain: 1))
    }

    @Test("SP-9.1.5b: another team's affairs are not theirs, nor is a seat of the Board itself")
    func elsewhere() throws {
        var ca = try twoRoles()
        ca.now = try #require(ca.authority.founding?.openingEnd).adding(60)
        let seat = try ca.propose("authority/body.seat", bodied(11, "case-managers"), by: 1)
        let motion = try ca.open(seat)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        #expect(try tally(ca, motion) == Tally(yes: 5, no: 0, abstain: 0))
    }
}
