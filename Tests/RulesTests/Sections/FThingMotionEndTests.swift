import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol: how a motion about an act on things ends, and what takes its effect away (P-50, K-26).
struct FThingMotionEndTests: ThingMotions {
    @Test("P-50, P-32: old votes count no more, and what was carried stays so")
    func oldVotes() throws {
        var (ca, act, motion) = try motion()
        try ca.signThing(act, "reviewer", by: 7)
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        try ca.stop("p1", by: 1, slot: "person")
        try ca.endStop(1, by: [2, 4])
        ca.wait(60)
        // p1 sits there again, and has not voted since.
        for person in [2, 3] { try ca.close(motion, by: person) }
        #expect(condition(ca, act) == "defeated" && agree(ca))
    }

    @Test("K-26: a motion about an act that was declined or withdrawn is voted and closed, without effect")
    func ended() throws {
        for how in ["withdrawn", "declined"] {
            var (ca, act, motion) = try motion()
            try ca.signThing(act, "reviewer", by: 7)
            if how == "withdrawn" {
                try ca.say(.withdraw(ca.registerAct(act), request: ca.statementRequest(act)), by: 5)
            } else {
                for person in [7, 8] { try ca.say(.decline(ca.registerAct(act)), by: person) }
            }
            for person in 1...4 { try ca.vote(motion, .yes, by: person) }
            for person in [1, 2] { try ca.close(motion, by: person) }
            ca.wait(60)
            refused("P-34", ca, "\(how)") { try $0.signThing(act, "motion", by: 1) }
            #expect(condition(ca, act) == how && agree(ca))
            #expect(ca.state.motionView(at: motion, now: ca.now)?.condition == "carried")
        }
    }

    @Test("K-26: authority knows when it expires, and then nobody votes, closes or brings it into effect")
    func expired() throws {
        var (ca, act, motion) = try motion()
        let expires = ca.registerAct(act).expires
        #expect(ca.authority.things[act]?.expires == expires)
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        var late = ca
        late.now = expires.adding(1)
        refused("P-34", late) { try $0.vote(motion, .yes, by: 4) }
        refused("P-34", late) { try $0.close(motion, by: 1) }
        #expect(late.state.motionView(at: motion, now: late.now)?.condition == "ended with its act")
        refused("P-34", late, "opened too late") { ca in
            ca.now = expires.adding(-1)
            let other = try ca.propose("register/store.enter", .line(["label": .string("y")]), by: 5)
            ca.now = ca.registerAct(other).expires
            _ = try ca.openThing(other)
        }
        try ca.signThing(act, "reviewer", by: 7)
        ca.wait(72 * 3600)
        for person in [1, 2] { try ca.close(motion, by: person) }
        ca.now = expires.adding(1)
        refused("P-34", ca) { try $0.signThing(act, "motion", by: 1) }
    }

    @Test(
        "P-34: it lapses with a change of what its kind asks, for authority too, and with an edition of its part (P-61)"
    )
    func lapsed() throws {
        var (ca, act, motion) = try motion()
        var other = ca
        try ca.changePolicy([
            ["kinds", "register/store.enter", "motion"]: .line(["body": .string("council"), "floor": .integer(3)])
        ])
        refused("P-34", ca) { try $0.vote(motion, .yes, by: 1) }
        #expect(condition(ca, act) == "lapsed" && agree(ca))
        let place = other.entries.count
        other.suppose { $0.authority.editions.register.place = place }
        refused("P-34", other) { try $0.vote(motion, .yes, by: 1) }
    }

    @Test(
        "P-55: while it is stopped nobody votes, closes or brings it into effect; who closes it stops it and lifts nothing"
    )
    func stopped() throws {
        var (ca, act, motion) = try carried()
        refused("RP-1.5", ca, "who only voted does not stop it alone") {
            try $0.stop("A-\(act)", by: 3, slot: "person")
        }
        try ca.stop("A-\(act)", by: 2, slot: "person")
        ca.wait(60)
        refused("P-55", ca) { try $0.signThing(act, "motion", by: 1) }
        let end = Draft.of(ca.kind(EndStop.kind), .line(["stop": .string("X-1")]))
        ca.wait(73 * 3600)
        refused("RP-1.5", ca, "a closer is among the stopped") { try $0.say(end, by: 1) }
        try ca.endStop(1, by: [3, 4])
        ca.wait(60)
        try ca.signThing(act, "motion", by: 1)
        #expect(ca.thingInEffect(act) && agree(ca))
        var (open, other, running) = try self.motion()
        try open.stop("A-\(other)", by: 5, slot: "person")
        for person in [1, 2] { refused("P-55", open) { try $0.vote(running, .yes, by: person) } }
        _ = motion
    }

    @Test(
        "P-51: a conflict is declared about it before its motion and during it; its declarer neither votes nor closes")
    func conflict() throws {
        var (ca, act) = try proposed()
        try ca.say(Draft("authority/conflict.declare", of: ca.registerAct(act).hash, under: ["P-51"]), by: 4)
        let motion = try ca.openThing(act)
        refused("P-50", ca) { try $0.vote(motion, .yes, by: 4) }
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        try ca.say(
            Draft("authority/conflict.declare", of: ca.authority.motion(at: motion)?.hash, under: ["P-51"]), by: 3)
        for person in [1, 2] { try ca.close(motion, by: person) }
        // Two yes of four seated are not more than half.
        #expect(condition(ca, act) == "defeated" && agree(ca))
    }

    @Test("P-22: what a disowned key decided, and two others reversed, brings nothing into effect")
    func reversed() throws {
        var (ca, act, motion) = try motion()
        let stolen = try ca.furtherKey(1)
        ca.wait(60)
        try ca.vote(motion, .yes, by: 1, with: stolen)
        for person in 2...3 { try ca.vote(motion, .yes, by: person) }
        try ca.vote(motion, .abstain, by: 4)
        try ca.signThing(act, "reviewer", by: 7)
        for person in [3, 4] { try ca.close(motion, by: person) }
        try ca.disown(stolen, of: 1, since: motion, with: ca.key(1))
        let answer = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(motion),
        ])
        refused("P-30", ca, "who proposed the motion's act took part") {
            try $0.propose(AnswerDisowned.kind, answer, by: 5, slot: "answer")
        }
        let reversal = try ca.propose(AnswerDisowned.kind, answer, by: 6, slot: "answer")
        try ca.sign(reversal, "answer", by: 8)
        ca.wait(60)
        refused("P-22", ca) { try $0.signThing(act, "motion", by: 3) }
        #expect(agree(ca))
    }

    @Test("K-26: a proposal that the registers refuse can have a motion, which changes nothing")
    func void() throws {
        var (ca, first, _) = try carried()
        try ca.signThing(first, "motion", by: 1)
        let again = Draft.of(ca.kind("register/store.enter"), .line(["label": .string("x")]), slot: "keeper")
        ca.wait(60)
        #expect(throws: Refusal.self) { try ca.say(again, by: 5) }
        _ = try ca.force(ca.offered)
        let void = ca.entries.count - 1
        ca.wait(60)
        let motion = try ca.say(
            Draft(
                "authority/motion.open", .line(["body": .string("council")]), of: ca.state.log.rows[void].hash,
                under: ["P-50"]), by: 1)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        ca.wait(60)
        refused("P-35", ca) { ca in
            try ca.say(
                Draft("register/act.sign", of: ca.state.log.rows[void].hash, slot: "motion", under: ["P-50"]), by: 1)
        }
        #expect(ca.state.world.physical.stores.count == 1 && agree(ca))
    }

    @Test("K-26: a register kind that names a person takes no motion, by whatever door the policy came")
    func persons() throws {
        var ca = try small()
        try ca.changePolicy([
            ["kinds", "register/person.describe", "motion"]: .line(["body": .string("council"), "floor": .integer(2)])
        ])
        var own = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(1)]))
        own.detached = [.personal("name")]
        ca.wait(60)
        refused("K-26", ca) { try $0.say(own, by: 1) }
        #expect(agree(ca))
    }
}
