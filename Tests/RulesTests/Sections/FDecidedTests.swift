import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol, P-50: what is decided is over.
struct FDecidedTests {
    /// A seat on the council's own motion, with these votes and both closings.
    private func decided(_ votes: [Vote.Choice]) throws -> (ca: TestCA, act: Int, motion: Int) {
        var ca = try small()
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        for (index, vote) in votes.enumerated() { try ca.vote(motion, vote, by: index + 1) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        return (ca, act, motion)
    }

    @Test("P-50: a lost motion ends its act, and nobody opens another about it")
    func lost() throws {
        let (ca, act, motion) = try decided([.yes, .no, .no, .no])
        #expect(ca.authority.acts[place: act]?.end == .defeated(ca.entries.count - 1))
        #expect(ca.state.motionView(at: motion, now: ca.now)?.condition == "lost")
        refused("P-34", ca) { try $0.open(act) }
    }

    @Test("P-50: a decided motion takes no vote and no closing", arguments: [Vote.Choice.yes, .no])
    func over(choice: Vote.Choice) throws {
        let (ca, _, motion) = try decided(Array(repeating: choice, count: 4))
        refused("P-50", ca) { try $0.vote(motion, .abstain, by: 3) }
        refused("P-50", ca) { try $0.close(motion, by: 3) }
    }

    @Test("P-62: a machine that was put out of service is in the state hash")
    func machines() throws {
        var ca = try small()
        try ca.enrolMachine()
        let before = ca.authority.stateHash
        ca.suppose { $0.authority.machines[0].retired = 7 }
        #expect(ca.authority.stateHash != before)
    }

    @Test("P-6: nobody says another's name, though a policy lets everybody propose it")
    func name() throws {
        var ca = try small()
        try ca.changePolicy([["kinds", "register/person.describe", "propose"]: .texts(["keepers"])])
        ca.wait(60)
        var draft = Draft.of(ca.kind("register/person.describe"), .line(["person": .person(6)]))
        draft.detached = [.personal("name")]
        refused("SP-9.1.4d", ca) { try $0.say(draft, by: 5) }
    }
}
