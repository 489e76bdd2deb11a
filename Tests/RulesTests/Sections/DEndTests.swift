import Ledger
import Rules
import TestWorld
import Testing

/// Section D of the protocol: how acts end (P-33, P-34), what is named (P-35), several at once (P-36).
struct DEndTests {
    var list: JSON { listed(6, "machine-room") }
    let expiry = ["kinds", "authority/list.add", "expires"]

    @Test("P-34: an act lapses when what its kind requires changes, and a change back revives nothing")
    func lapse() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", list, by: 5)
        let other = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        try ca.sign(act, "council", by: 2)
        let head = ca.state.log.head
        try ca.changePolicy([expiry: .integer(600_000)])
        refused("P-34", ca) { try $0.sign(act, "council", by: 3) }
        #expect(ca.word(act) == "lapsed")
        refused("P-34", ca, "a proposal whose signer had not seen the change") { ca in
            try ca.say(.of(ca.kind("authority/list.add"), list), by: 6, head: head)
        }
        try ca.changePolicy([:])
        refused("P-34", ca, "changed back") { try $0.sign(act, "council", by: 3) }
        #expect(ca.word(act) == "lapsed")
        // Another kind's act stands, and this kind can be proposed anew.
        try ca.signThing(other, "reviewer", by: 7)
        #expect(ca.thingInEffect(other))
        try ca.sign(ca.propose("authority/list.add", list, by: 5), "council", by: 3)
    }

    @Test("P-34: an act that lapsed takes its motion with it")
    func lapsedMotion() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        try ca.changePolicy([["kinds", "authority/team.appoint", "expires"]: .integer(600_000)])
        refused("P-34", ca) { try $0.close(motion, by: 1) }
    }

    @Test("P-34: declining takes a person out, and ends the act when those left cannot meet it, counted slot by slot")
    func declined() throws {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        refused("P-34", ca, "no slot of his") { try $0.say(.decline($0.registerAct(act)), by: 10) }
        try ca.say(.decline(ca.registerAct(act)), by: 7)
        refused("P-34", ca, "he is out") { try $0.signThing(act, "reviewer", by: 7) }
        refused("P-34", ca, "declined twice") { try $0.say(.decline($0.registerAct(act)), by: 7) }
        #expect(ca.registerAct(act).end == nil)
        let last = try ca.say(.decline(ca.registerAct(act)), by: 8)
        #expect(ca.registerAct(act).end == .declined(last))
        refused("P-34", ca) { try $0.signThing(act, "keeper", by: 6) }
    }

    @Test("P-34: declining takes one's own signature back")
    func declinedOwn() throws {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        try ca.say(.decline(ca.registerAct(act)), by: 5)
        try ca.signThing(act, "reviewer", by: 7)
        #expect(!ca.thingInEffect(act))
    }

    @Test("P-34: the proposer withdraws the act, a signer his signature, nobody another's")
    func withdraw() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", list, by: 5)
        let signed = try ca.sign(act, "council", by: 2)
        let (proposal, signature) = (ca.statementRequest(act), ca.statementRequest(signed))
        for (person, request) in [(6, proposal), (2, proposal), (3, signature)] {
            var copy = ca
            try copy.say(.withdraw(copy.act(act), request: request), by: person)
            #expect(
                copy.act(act).end == nil && copy.act(act).signatures.count == 1, "it only burns a number of his own")
        }
        try ca.say(.withdraw(ca.act(act), request: signature), by: 2)
        #expect(ca.act(act).signatures.isEmpty)
        let place = try ca.say(.withdraw(ca.act(act), request: proposal), by: 5)
        #expect(ca.act(act).end == .withdrawn(place))
        refused("P-34", ca) { try $0.sign(act, "council", by: 3) }
    }

    @Test(
        "P-33: what was refused or never entered is withdrawn by its request id, and never stands",
        arguments: [true, false])
    func withdrawBefore(naming: Bool) throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", list, by: 5)
        let request = ca.request()
        let bytes = ca.key(2).signed(ca.statement(.sign(ca.act(act), slot: "council"), by: 2, request: request))
        var draft = Draft.withdraw(ca.act(act), request: request)
        if !naming { draft.of = nil }
        try ca.say(draft, by: 2)
        refused("P-5", ca) { try $0.enter(bytes) }
        // The same number of somebody else is his own.
        let other = ca.statement(.sign(ca.act(act), slot: "council"), by: 3, request: request)
        try ca.enter(ca.key(3).signed(other))
    }

    @Test("P-33: an act.withdraw of the other part takes a number out of use just as well")
    func withdrawOtherPart() throws {
        var ca = try small()
        let request = ca.request()
        try ca.say(Draft("register/act.withdraw", .line(["request": .string(request.hex)]), under: ["P-33"]), by: 1)
        refused("P-5", ca) { ca in
            try ca.enter(
                ca.key(1).signed(
                    ca.statement(.of(ca.kind("authority/team.appoint"), member(10, "keepers")), by: 1, request: request)
                ))
        }
    }

    @Test("P-34: a stopped act can still be declined and withdrawn: that widens nothing")
    func withdrawStopped() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", list, by: 5)
        try ca.sign(act, "council", by: 2)
        try ca.stop("A-\(act)", by: 5, slot: "person")
        refused("P-55", ca) { try $0.sign(act, "council", by: 3) }
        try ca.say(.decline(ca.act(act)), by: 2)
        #expect(ca.act(act).signatures.isEmpty)
        try ca.say(.withdraw(ca.act(act), request: ca.statementRequest(act)), by: 5)
        #expect(ca.word(act) == "withdrawn")
    }

    @Test("P-35: an id that was born after the signer's head does not exist for him")
    func bornLater() throws {
        var ca = try small()
        let store = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        let before = ca.state.log.head
        try ca.signThing(store, "reviewer", by: 7)
        let medium = JSON.medium("a", serial: "a")
        refused("P-35", ca) { try $0.say(.of($0.kind("register/medium.enter"), medium), by: 6, head: before) }
        try ca.say(.of(ca.kind("register/medium.enter"), medium), by: 6)
    }

    @Test(
        "P-35: a group that the policy does not have, or of another sort, is refused",
        arguments: ["nobody", "council", "machine-room"])
    func group(code: String) throws {
        refused("P-35", try small()) { try $0.propose("authority/team.appoint", member(10, code), by: 1) }
    }
}
