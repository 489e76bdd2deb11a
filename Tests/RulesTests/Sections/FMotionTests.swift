import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol: motions (P-50) and conflicts (P-51).
struct FMotionTests {
    /// A motion of the council on appointing p10, and its act.
    private func motion(_ kind: String = "authority/team.appoint") throws -> (TestCA, act: Int, motion: Int) {
        var ca = try small()
        let act = try ca.propose(kind, member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        return (ca, act, motion)
    }

    @Test("P-50: an act has one motion ever, by its body's members, about an act that needs one")
    func one() throws {
        var (ca, act, _) = try motion()
        refused("P-50", ca, "a second one") { _ = try $0.open(act, by: 2) }
        refused("RP-1.1", ca, "not a member") { ca in
            let other = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
            _ = try ca.open(other, by: 5)
        }
        let list = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        refused("P-50", ca, "it needs none") { _ = try $0.open(list) }
        refused("P-50", ca, "neither act nor question") {
            try $0.say(Draft("authority/motion.open", .line(["body": .string("council")]), under: ["x"]), by: 1)
        }
        refused("P-50", ca, "no body") {
            try $0.say(
                Draft("authority/motion.open", .line(["body": .string("keepers")]), of: $0.act(act).hash, under: ["x"]),
                by: 1)
        }
    }

    @Test(
        "P-50: open 72 hours unless all seated who may vote have voted",
        arguments: [
            ([1, 2, 3], 72 * 3600 - 1, false), ([1, 2, 3], 72 * 3600, true), ([1, 2, 3, 4], 0, true),
        ])
    func hours(voters: [Int], waits: Int, mayClose: Bool) throws {
        var (ca, _, motion) = try motion()
        let opened = ca.now
        for person in voters { try ca.vote(motion, .yes, by: person) }
        ca.now = opened.adding(waits)
        if mayClose { try ca.close(motion, by: 1) } else { refused("K-4", ca) { try $0.close(motion, by: 1) } }
    }

    @Test("P-50: both closings by two members, of the same tally, which is the state's")
    func tallies() throws {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        refused("P-50", ca, "a wrong tally") { try $0.close(motion, by: 1, tally: Tally(yes: 3, no: 0, abstain: 1)) }
        refused("RP-1.1", ca, "no member") { try $0.close(motion, by: 5) }
        try ca.close(motion, by: 1)
        #expect(!ca.inEffect(act))
        refused("P-50", ca, "the same member again") { try $0.close(motion, by: 1) }
        // A vote changes: the other tally is a new first closing.
        try ca.vote(motion, .no, by: 4)
        try ca.close(motion, by: 2)
        #expect(!ca.inEffect(act))
        try ca.close(motion, by: 3)
        #expect(ca.inEffect(act))
    }

    @Test("P-50: the last vote counts; one changed after the first closing is that person's last")
    func lastVote() throws {
        var (ca, _, motion) = try motion()
        for person in 1...3 { try ca.vote(motion, .no, by: person) }
        try ca.vote(motion, .yes, by: 1)
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now) == Tally(yes: 1, no: 2, abstain: 0))
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        // p4 votes for the first time, and may change that once.
        try ca.vote(motion, .no, by: 4)
        try ca.vote(motion, .yes, by: 4)
        refused("P-50", ca) { try $0.vote(motion, .no, by: 4) }
        try ca.vote(motion, .yes, by: 2)
        refused("P-50", ca) { try $0.vote(motion, .no, by: 2) }
    }

    @Test("P-50, P-32: votes and closings count only of who has been in standing since")
    func standing() throws {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        try ca.stop("p1", by: 1, slot: "person")
        try ca.endStop(1, by: [2, 3])
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now).yes == 3)
        // The first closing stands no longer either; p2's is a first one of its own.
        try ca.close(motion, by: 2)
        #expect(!ca.inEffect(act))
        try ca.close(motion, by: 1)
        #expect(ca.inEffect(act))
    }

    @Test("P-50: a first closing whose closer was stopped can be made anew by him")
    func closesAnew() throws {
        var (ca, act, motion) = try motion()
        for person in 2...4 { try ca.vote(motion, .yes, by: person) }
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        try ca.stop("p1", by: 1, slot: "person")
        try ca.endStop(1, by: [2, 3])
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("P-32, P-50: what the check refuses at the second closing leaves the act open")
    func check() throws {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        let other = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
        try ca.carry(other)
        refused("SP-3.4.2b", ca) { try $0.close(motion, by: 2) }
        try ca.propose("authority/team.leave", member(10, "reviewers"), by: 10, slot: "leaver")
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("P-50: whom the act names neither votes nor closes, but counts as seated")
    func named() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.appoint", member(1, "keepers"), by: 2)
        let motion = try ca.open(act)
        refused("P-50", ca) { try $0.vote(motion, .yes, by: 1) }
        for person in 2...4 { try ca.vote(motion, .yes, by: person) }
        refused("P-50", ca) { try $0.close(motion, by: 1) }
        try ca.close(motion, by: 2)
        try ca.close(motion, by: 3)
        #expect(ca.inEffect(act))
    }

    @Test("P-50: a motion whose act has ended ends with it", arguments: ["withdrawn", "expired", "stopped"])
    func ended(how: String) throws {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        switch how {
        case "withdrawn": try ca.say(.withdraw(ca.act(act), request: ca.statementRequest(act)), by: 1)
        case "stopped": try ca.stop("A-\(act)", by: 1, slot: "person")
        default: ca.now = ca.act(act).expires.adding(1)
        }
        let clause = how == "stopped" ? "P-55" : "P-34"
        refused(clause, ca) { try $0.close(motion, by: 1) }
        refused(clause, ca) { try $0.vote(motion, .no, by: 1) }
    }

    @Test("P-50: a question is decided likewise, and changes nothing else")
    func question() throws {
        var ca = try small()
        var draft = Draft("authority/motion.open", .line(["body": .string("council")]), under: ["P-50"])
        draft.detached = [
            DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "question")
        ]
        let motion = try ca.say(draft, by: 1)
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        ca.wait(72 * 3600)
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.authority.condition(of: ca.authority.motion(at: motion)!, at: ca.now) == "carried")
    }

    @Test("P-50: a vote's body is one of three words")
    func words() throws {
        let (ca, _, motion) = try motion()
        refused("P-50", ca) { ca in
            try ca.say(
                Draft(
                    "authority/motion.vote", .line(["vote": .string("maybe")]),
                    of: ca.authority.motion(at: motion)!.hash, under: ["x"]), by: 1)
        }
    }

    @Test("P-51: a declared conflict is final for that act and touches no other")
    func conflict() throws {
        var (ca, act, motion) = try motion()
        let other = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let conflict = Draft("authority/conflict.declare", of: ca.authority.motion(at: motion)!.hash, under: ["P-51"])
        try ca.vote(motion, .yes, by: 2)
        try ca.say(conflict, by: 2)
        refused("P-51", ca, "twice") { try $0.say(conflict, by: 2) }
        refused("P-50", ca) { try $0.vote(motion, .yes, by: 2) }
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now).yes == 0)
        #expect(ca.authority.conflicted[act] == [2])
        try ca.sign(other, "council", by: 2)
        refused("P-51", ca, "about nothing") {
            try $0.say(Draft("authority/conflict.declare", of: $0.authority.founding?.hash, under: ["x"]), by: 3)
        }
    }

    @Test("P-51: a conflict about a register act keeps its declarer out of it")
    func thing() throws {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        try ca.signThing(act, "keeper", by: 6)
        try ca.say(Draft("authority/conflict.declare", of: ca.registerAct(act).hash, under: ["P-51"]), by: 6)
        refused("P-51", ca) { try $0.signThing(act, "keeper", by: 6) }
        try ca.signThing(act, "reviewer", by: 7)
        #expect(!ca.thingInEffect(act))
    }
}
