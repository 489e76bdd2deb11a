import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol: motions about acts on things (P-50, K-26), of which authority knows no more than the log says.
///
/// How one is opened, voted, closed, and brings its act into effect.
struct FThingMotionTests: ThingMotions {
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
}
