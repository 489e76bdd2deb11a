import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol: motions about acts on things (P-50, K-26), of which authority knows no more than the log says.
///
/// `register/store.enter` asks a keeper, a reviewer and a motion of the council here. Whatever is tried, signer and hosts come
/// to the same authority (`agree`).
struct FThingMotionTests {
    /// A store that p5 proposes and signs, and the council's motion about it.
    private func proposed() throws -> (TestCA, act: Int) {
        var ca = try small()
        try ca.changePolicy([
            ["kinds", "register/store.enter", "motion"]: .line(["body": .string("council"), "floor": .integer(2)])
        ])
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        return (ca, act)
    }
    private func motion() throws -> (TestCA, act: Int, motion: Int) {
        var (ca, act) = try proposed()
        return (ca, act, try ca.openThing(act))
    }
    /// The same with all votes yes, and closed by p1 and p2.
    private func carried(signed: Bool = true) throws -> (TestCA, act: Int, motion: Int) {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        if signed { try ca.signThing(act, "reviewer", by: 7) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        ca.wait(60)
        return (ca, act, motion)
    }
    private func agree(_ ca: TestCA) -> Bool {
        var alone = Fold<Authority>()
        for leaf in ca.entries { _ = try? alone.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed) }
        return alone.authority.stateHash == ca.authority.stateHash
    }
    private func condition(_ ca: TestCA, _ act: Int) -> String {
        ca.state.world.condition(of: ca.registerAct(act), at: ca.now).word
    }

    @Test("P-50: it takes effect at a closer's signature in the slot `motion`, and no other signature brings it there")
    func effect() throws {
        var (ca, act, motion) = try carried(signed: false)
        #expect(condition(ca, act) == "open" && ca.authority.motion(at: motion)?.outcome != nil)
        try ca.signThing(act, "reviewer", by: 7)
        #expect(!ca.thingInEffect(act))
        let place = try ca.signThing(act, "motion", by: 2)
        #expect(ca.registerAct(act).end == .inEffect(place))
        #expect(ca.state.world.physical.stores.map(\.born) == [place] && agree(ca))
        refused("P-34", ca, "again") { try $0.signThing(act, "motion", by: 1) }
    }

    @Test("P-50: a slot `motion` waits until all else is there")
    func allElse() throws {
        var (ca, act, _) = try carried(signed: false)
        refused("RP-2.2", ca, "the reviewer is missing") { try $0.signThing(act, "motion", by: 1) }
        try ca.signThing(act, "reviewer", by: 7)
        try ca.signThing(act, "motion", by: 1)
        #expect(ca.thingInEffect(act) && agree(ca))
    }

    @Test("P-50, P-32: its check is asked once more where it takes effect")
    func check() throws {
        var (ca, act, _) = try carried()
        let twin = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 6, slot: "keeper")
        try ca.signThing(twin, "reviewer", by: 8)
        let motion = try ca.openThing(twin)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        for person in [3, 4] { try ca.close(motion, by: person) }
        ca.wait(60)
        try ca.signThing(twin, "motion", by: 4)
        #expect(throws: Refusal.self) { try ca.signThing(act, "motion", by: 1) }
        #expect(condition(ca, act) == "open" && agree(ca))
    }

    @Test("P-50: nobody but the two who closed it signs in the slot `motion`, and they only while they may decide")
    func closers() throws {
        let (ca, act, _) = try carried()
        for person in [3, 4, 5, 7, 9, 10] {
            refused("P-50", ca, "p\(person) did not close it") { try $0.signThing(act, "motion", by: person) }
        }
        var stopped = ca
        try stopped.stop("p2", by: 2, slot: "person")
        refused("P-50", stopped, "stopped") { try $0.signThing(act, "motion", by: 2) }
        var left = ca
        try left.propose("authority/body.leave", bodied(2, "council"), by: 2, slot: "leaver")
        refused("P-50", left, "left the council") { try $0.signThing(act, "motion", by: 2) }
        var conflict = ca
        try conflict.say(Draft("authority/conflict.declare", of: ca.registerAct(act).hash, under: ["P-51"]), by: 2)
        refused("P-50", conflict, "in conflict") { try $0.signThing(act, "motion", by: 2) }
        try conflict.signThing(act, "motion", by: 1)
        #expect(conflict.thingInEffect(act) && agree(conflict))
    }

    @Test("P-50: without a carried motion there is nothing to sign in the slot `motion`")
    func early() throws {
        var (ca, act) = try proposed()
        refused("RP-2.2", ca, "in the proposal") { ca in
            try ca.propose("register/store.enter", .line(["label": .string("y")]), by: 5, slot: "motion")
        }
        refused("P-50", ca, "no motion") { try $0.signThing(act, "motion", by: 1) }
        let motion = try ca.openThing(act)
        try ca.signThing(act, "reviewer", by: 7)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        refused("P-50", ca, "nobody closed it") { try $0.signThing(act, "motion", by: 1) }
        try ca.close(motion, by: 1)
        refused("P-50", ca, "one closed it, alone") { try $0.signThing(act, "motion", by: 1) }
        refused("P-50", ca, "the same one closes again") { try $0.close(motion, by: 1) }
        let before = ca.state.log.head
        try ca.close(motion, by: 2)
        ca.wait(60)
        refused("P-50", ca, "before they saw the second closing") {
            try $0.signThing(act, "motion", by: 1, head: before)
        }
        refused("P-4", ca, "it says something of its own") { ca in
            var draft = Draft.sign(ca.registerAct(act), slot: "motion")
            draft.body = .line(["heard": .string("x")])
            try ca.say(draft, by: 1)
        }
        try ca.signThing(act, "motion", by: 1)
        #expect(ca.thingInEffect(act) && agree(ca))
    }

    @Test("P-50, P-20: by page a member votes, and neither closes nor signs in the slot `motion`")
    func page() throws {
        var (ca, act, motion) = try motion()
        let passkey = try ca.furtherKey(1, form: .webauthn)
        ca.wait(60)
        try ca.vote(motion, .yes, by: 1, with: passkey)
        for person in 2...4 { try ca.vote(motion, .yes, by: person) }
        try ca.signThing(act, "reviewer", by: 7)
        refused("P-50", ca) { try $0.close(motion, by: 1, with: passkey) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        ca.wait(60)
        refused("P-50", ca) { try $0.signThing(act, "motion", by: 1, with: passkey) }
        try ca.signThing(act, "motion", by: 1)
        #expect(ca.thingInEffect(act) && agree(ca))
    }

    @Test(
        "P-50, P-23: it counts as widening: more than half of all seated, two of the votes local",
        arguments: [(yes: [1, 2, 3], pages: 1, carried: true), ([1, 2, 3], 2, false), ([1, 2], 0, false)])
    func majority(yes: [Int], pages: Int, carried: Bool) throws {
        var (ca, act, motion) = try motion()
        try ca.signThing(act, "reviewer", by: 7)
        for person in yes {
            let key = person <= pages ? try ca.furtherKey(person, form: .webauthn) : nil
            ca.wait(60)
            try ca.vote(motion, .yes, by: person, with: key)
        }
        ca.wait(72 * 3600)
        for person in [2, 3] { try ca.close(motion, by: person) }
        ca.wait(60)
        #expect(condition(ca, act) == (carried ? "open" : "defeated"))
        if carried { try ca.signThing(act, "motion", by: 3) }
        #expect(ca.thingInEffect(act) == carried && agree(ca))
    }

    @Test("P-50: a lost motion ends its act for the registers, whoever signs in whatever slot")
    func lost() throws {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, person < 3 ? .yes : .no, by: person) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        ca.wait(60)
        #expect(condition(ca, act) == "defeated" && agree(ca))
        for (slot, person) in [("motion", 1), ("reviewer", 7)] {
            refused("P-34", ca, "\(slot)") { try $0.signThing(act, slot, by: person) }
        }
        refused("P-34", ca, "declined") { try $0.say(.decline($0.registerAct(act)), by: 7) }
        refused("P-50", ca, "a second motion") { _ = try $0.openThing(act, by: 3) }
    }

    @Test("P-50: one motion an act ever, of the body that its kind names, about an act whose kind asks one")
    func one() throws {
        var (ca, act, _) = try motion()
        refused("P-50", ca, "a second one") { _ = try $0.openThing(act, by: 2) }
        refused("RP-1.1", ca, "no member") { ca in
            let other = try ca.propose("register/store.enter", .line(["label": .string("y")]), by: 5)
            _ = try ca.openThing(other, by: 5)
        }
        var own = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(1)]))
        own.detached = [.personal("name")]
        ca.wait(60)
        let plain = try ca.say(own, by: 1)
        refused("P-50", ca, "it needs none") { _ = try $0.openThing(plain) }
        refused("P-50", ca, "a signature is no act") { ca in
            let signature = try ca.signThing(act, "reviewer", by: 7)
            let hash = ca.state.log.rows[signature].hash
            try ca.say(
                Draft("authority/motion.open", .line(["body": .string("council")]), of: hash, under: ["P-50"]), by: 1)
        }
    }

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
        for person in 2...4 { try ca.vote(motion, .yes, by: person) }
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

extension TestCA {
    /// Opens a motion about an act on things and returns the motion's place.
    mutating func openThing(_ place: Int, by person: Int = 1) throws -> Int {
        wait(60)
        return try say(.motion(about: registerAct(place), body: authority.policy?.governs ?? ""), by: person)
    }
}
