import Ledger
import Rules
import TestWorld
import Testing

/// Section B of the protocol.
struct BTimeTests {
    var cellar: Draft { Draft("register/store.enter", .line(["label": .string("cellar")]), under: ["RP-2.2"]) }

    @Test(
        "P-10: recorded not before the clock, at most 10 minutes before the claim, not after “until”",
        arguments: [
            (claimed: 0, until: 3600, counts: true), (claimed: 600, until: 3600, counts: true),
            (claimed: 601, until: 3600, counts: false), (claimed: -3600, until: 0, counts: true),
            (claimed: -3601, until: -1, counts: false), (claimed: 0, until: 3601, counts: false),
        ])
    func times(claimed: Int, until: Int, counts: Bool) throws {
        var ca = try small()
        func say(_ ca: inout TestCA) throws {
            var statement = ca.statement(cellar, by: 5)
            statement.claimed = ca.now.adding(claimed)
            statement.until = ca.now.adding(until)
            try ca.enter(ca.key(5).signed(statement))
        }
        if counts { try say(&ca) } else { refused("P-10", ca) { try say(&$0) } }
    }

    @Test("P-10: the server's clock back: nothing is recorded before the log's clock")
    func clockBack() throws {
        var ca = try small()
        try ca.say(cellar, by: 5)
        ca.wait(-1)
        refused("P-10", ca) {
            try $0.say(Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 5)
        }
        ca.wait(1)
        try ca.say(Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 5)
    }

    static let windows: [(String, Int, Bool)] = [
        ("record/medium.move", 30 * 86_400, true), ("record/sign", 30 * 86_400, true),
        ("record/close", 30 * 86_400, true),
        ("record/attest", 30 * 86_400, true), ("authority/act.sign", 86_400, false),
        ("register/act.sign", 86_400, false),
        ("authority/motion.vote", 86_400, false), ("authority/motion.close", 86_400, false),
        ("authority/founding.accept", 86_400, false), ("authority/act.decline", 3600, true),
        ("register/act.decline", 3600, true), ("authority/act.withdraw", 3600, true),
        ("register/act.withdraw", 3600, true),
        ("authority/stop.set", 3600, true), ("authority/conflict.declare", 3600, true),
        ("authority/motion.open", 3600, false),
        ("authority/key.revoke", 3600, false), ("authority/policy.change", 3600, false),
        ("register/medium.retire", 3600, false),
        ("authority/unknown.kind", 3600, false),
    ]

    @Test("P-4: windows and what is exempt from order, by the name of the kind alone", arguments: windows)
    func window(kind: String, window: Int, exempt: Bool) throws {
        let sort = try #require(StatementSort(kind: kind))
        #expect(sort.window == window)
        #expect(sort.exempt == exempt)
    }

    @Test(
        "P-10: a signature with an “until” over its window is refused, in the window it counts",
        arguments: [86_400, 86_401])
    func signatureWindow(seconds: Int) throws {
        var ca = try small()
        let act = try ca.say(cellar, by: 5)
        func sign(_ ca: inout TestCA) throws {
            var statement = ca.statement(.sign(ca.registerAct(act), slot: "reviewer"), by: 7)
            statement.until = ca.now.adding(seconds)
            ca.wait(seconds - 1)
            try ca.enter(ca.key(7).signed(statement))
        }
        if seconds == 86_400 { try sign(&ca) } else { refused("P-10", ca) { try sign(&$0) } }
    }

    @Test("P-11: what was given longer than an hour moves no time")
    func longGiven() throws {
        var ca = try small()
        let act = try ca.say(cellar, by: 5)
        let clock = ca.state.log.clock
        ca.wait(7200)
        try ca.say(.sign(ca.registerAct(act), slot: "keeper"), by: 6, window: 86_400)
        #expect(ca.state.log.clock == clock)
        try ca.say(.sign(ca.registerAct(act), slot: "reviewer"), by: 8)
        #expect(ca.state.log.clock == ca.now)
    }

    @Test(
        "P-11: a waiting period is over by the log's clock with the using entry counted, not by an entry given longer")
    func waiting() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2, 3] { try ca.vote(motion, .yes, by: person) }
        let opened = ca.now
        ca.now = opened.adding(72 * 3600 - 1)
        refused("K-4", ca) { try $0.close(motion, by: 1) }
        ca.wait(1)
        refused("K-4", ca, "an “until” of a day fills no waiting period") { ca in
            let found = ca.authority.motion(at: motion)!
            try ca.say(.close(found, ca.authority.tally(found, at: ca.now)), by: 1, window: 86_400)
        }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act))
    }

    @Test("P-12: expired is computed when asked, and judged by the entry's own time")
    func expired() throws {
        var ca = try small()
        let act = try ca.say(cellar, by: 5)
        let expires = ca.registerAct(act).expires
        #expect(ca.state.world.condition(of: ca.registerAct(act), at: expires) == .open)
        #expect(ca.state.world.condition(of: ca.registerAct(act), at: expires.adding(1)) == .expired(expires))
        try ca.signThing(act, "keeper", by: 6)
        var late = ca
        late.now = expires.adding(1)
        refused("P-34", late) { try $0.signThing(act, "reviewer", by: 7) }
        ca.now = expires
        try ca.signThing(act, "reviewer", by: 7)
        #expect(ca.thingInEffect(act))
    }

    @Test("P-12: replaying the same entries gives the same state, whatever was void between them")
    func replay() throws {
        var ca = try small()
        try ca.force([7])
        try ca.say(cellar, by: 5)
        var state = State()
        for entry in ca.entries { _ = try state.fold(CheckedLeaf(checking: entry), enclosed: ca.enclosed) }
        #expect(state.world.stateHash == ca.state.world.stateHash)
        #expect(state.log.head == ca.state.log.head)
    }
}
