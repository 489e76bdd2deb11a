import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol.
struct GStopTests {
    @Test(
        "P-55: the person, the leader, or two beside him stop; nobody else, and one beside him does not",
        arguments: [
            (by: [6], slot: "person", stops: true), (by: [5], slot: "leader", stops: true),
            (by: [8], slot: "peer", stops: false),
            (by: [7], slot: "leader", stops: false), (by: [1], slot: "peer", stops: false),
            (by: [10], slot: "peer", stops: false),
            (by: [9], slot: "peer", stops: false),
        ])
    func who(by: [Int], slot: String, stops: Bool) throws {
        var ca = try small()
        if stops {
            try ca.stop("p6", by: by[0], slot: slot)
        } else {
            #expect(throws: Refusal.self) { try ca.stop("p6", by: by[0], slot: slot) }
        }
        #expect((ca.authority.person(6)?.stopped != nil) == stops)
    }

    @Test("P-55: two of the list stop, one alone does not")
    func two() throws {
        var ca = try small()
        // p4 joins the keepers: then p6 has two beside him, of whom p4 is no leader.
        try ca.carry(ca.propose("authority/team.appoint", member(4, "keepers"), by: 1))
        let act = try ca.stop("p6", by: 4, slot: "peer")
        #expect(ca.authority.person(6)?.stopped == nil)
        try ca.sign(act, "peer", by: 5)
        #expect(ca.authority.person(6)?.stopped != nil)
    }

    @Test("P-55: who has no leader is stopped by two of the governing body", arguments: [1, 5, 10])
    func noLeader(person: Int) throws {
        var ca = try small()
        let members = [2, 3]
        let act = try ca.stop("p\(person)", by: members[0], slot: "peer")
        #expect(ca.authority.person(person)?.stopped == nil)
        refused("P-32", ca, "twice one") { try $0.sign(act, "peer", by: members[0]) }
        try ca.sign(act, "peer", by: members[1])
        #expect(ca.authority.person(person)?.stopped != nil)
    }

    @Test(
        "P-55: at once everywhere: a stopped person signs, votes, proposes and attests nothing; nor does a stopped key",
        arguments: ["person", "key"])
    func atOnce(what: String) throws {
        var ca = try small()
        let open = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 6)
        try ca.stop(what == "person" ? "p5" : ca.key(5).publicKey.fingerprint.hex, by: 5, slot: "person")
        for _ in [0] {
            refused("P-55", ca) { try $0.signThing(open, "keeper", by: 5) }
            refused("P-55", ca) { try $0.propose("register/store.enter", .line(["label": .string("y")]), by: 5) }
        }
        try ca.stop(what == "person" ? "p1" : ca.key(1).publicKey.fingerprint.hex, by: 1, slot: "person")
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 2)
        let motion = try ca.open(act, by: 2)
        refused("RP-1.1", ca) { try $0.vote(motion, .yes, by: 1) }
        refused("P-55", ca, "twice the same") {
            try $0.stop(what == "person" ? "p5" : $0.key(5).publicKey.fingerprint.hex, by: 5, slot: "person")
        }
    }

    @Test("P-56: a stopped person narrows what is his own and nothing else")
    func own() throws {
        var ca = try small()
        try ca.stop("p5", by: 5, slot: "person")
        try ca.propose("authority/team.leave", member(5, "keepers"), by: 5, slot: "leaver")
        var other = try small()
        try other.stop("p5", by: 5, slot: "person")
        #expect(throws: Refusal.self) {
            try other.propose("authority/team.leave", member(6, "keepers"), by: 5, slot: "leader")
        }
        #expect(throws: Refusal.self) { try other.stop("p6", by: 5, slot: "leader") }
    }

    @Test("P-56: a stopped key ends itself and nothing else: a thief does not resign its owner's seats with it")
    func stoppedKey() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(6)
        try ca.stop(stolen.publicKey.fingerprint.hex, by: 5, slot: "leader")
        ca.wait(60)
        let own = ca.key(6).publicKey.fingerprint.hex
        for (kind, body, slot) in [
            ("authority/team.leave", member(6, "keepers"), "leaver"), (SetStop.kind, target("p6"), "person"),
            (SetStop.kind, target(own), "person"), (RevokeKey.kind, .line(["key": .string(own)]), "owner"),
        ] {
            refused("P-55", ca, "\(kind)") { try $0.say(.of($0.kind(kind), body, slot: slot), by: 6, with: stolen) }
        }
        let leave = try ca.propose("authority/team.leave", member(6, "keepers"), by: 6)
        refused("P-55", ca, "a signature too") { try $0.sign(leave, "leaver", by: 6, with: stolen) }
        let itself = JSON.line(["key": .string(stolen.publicKey.fingerprint.hex)])
        try ca.say(.of(ca.kind(RevokeKey.kind), itself, slot: "owner"), by: 6, with: stolen)
        #expect(ca.authority.key(stolen.publicKey.fingerprint)?.key.revoked != nil)
    }

    @Test("P-56: what narrows cannot be stopped itself", arguments: ["stop", "leave", "remove", "revoke", "seat.end"])
    func narrowing(what: String) throws {
        var ca = try small()
        let act: Int
        switch what {
        case "stop": act = try ca.propose(SetStop.kind, target("p6"), by: 6)
        case "leave": act = try ca.propose("authority/team.leave", member(6, "keepers"), by: 6)
        case "revoke":
            act = try ca.propose(RevokeKey.kind, .line(["key": .string(ca.key(6).publicKey.fingerprint.hex)]), by: 6)
        case "seat.end":
            act = try ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(5)]), by: 6)
        default:
            try ca.sign(ca.propose("authority/list.add", listed(6, "machine-room"), by: 5), "council", by: 1)
            let add = ca.entries.count - 2
            try ca.sign(add, "council", by: 2)
            act = try ca.propose("authority/list.remove", listed(6, "machine-room"), by: 5)
        }
        let stopper = what == "remove" ? 5 : 6
        refused("P-56", ca) { try $0.stop("A-\(act)", by: stopper, slot: "person") }
    }

    @Test("P-56: a stop ends by two eligible people, local, neither the stopped nor the stopper, from 72 hours on")
    func ends() throws {
        var ca = try small()
        try ca.stop("p6", by: 5, slot: "leader")
        let stopped = ca.now
        let body = JSON.line(["stop": .string("X-1")])
        ca.now = stopped.adding(72 * 3600 - 1)
        refused("P-56", ca, "too early") { try $0.say(.of($0.kind(EndStop.kind), body), by: 1) }
        ca.now = stopped.adding(72 * 3600)
        for person in [5, 6, 7, 8, 9, 10] {
            refused(person == 6 ? "P-55" : "RP-1.5", ca, "p\(person)") {
                try $0.say(.of($0.kind(EndStop.kind), body), by: person)
            }
        }
        let act = try ca.say(.of(ca.kind(EndStop.kind), body, slot: "restorer"), by: 1)
        #expect(ca.authority.person(6)?.stopped != nil, "one alone does not")
        refused("P-32", ca) { try $0.sign(act, "restorer", by: 1) }
        for person in [5, 6, 10] {
            refused(person == 6 ? "P-55" : "RP-1.5", ca) { try $0.sign(act, "restorer", by: person) }
        }
        let passkey = try ca.furtherKey(3, form: .webauthn, witnesses: [1, 2])
        try ca.sign(act, "restorer", by: 3, with: passkey)
        #expect(ca.authority.person(6)?.stopped != nil, "two local ones")
        try ca.sign(act, "restorer", by: 2)
        #expect(ca.authority.person(6)?.stopped == nil)
        refused("P-56", ca, "ended already") { try $0.propose(EndStop.kind, body, by: 1) }
    }

    @Test("P-56: a member who stopped does not give back")
    func stopperApart() throws {
        var ca = try small()
        let act = try ca.stop("p5", by: 2, slot: "peer")
        try ca.sign(act, "peer", by: 3)
        ca.wait(73 * 3600)
        for person in [2, 3] {
            refused("RP-1.5", ca) { try $0.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: person) }
        }
        let end = try ca.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: 1, slot: "restorer")
        refused("RP-1.5", ca) { try $0.sign(end, "restorer", by: 2) }
        try ca.sign(end, "restorer", by: 4)
        #expect(ca.authority.person(5)?.stopped == nil)
    }

    @Test("P-56: a key is given back by two key witnesses, not both of one team")
    func keyBack() throws {
        var ca = try small()
        try ca.stop(ca.key(1).publicKey.fingerprint.hex, by: 1, slot: "person")
        ca.wait(73 * 3600)
        let end = try ca.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: 5, slot: "restorer")
        try ca.sign(end, "restorer", by: 6)
        #expect(!ca.inEffect(end))
        try ca.sign(end, "restorer", by: 7)
        #expect(ca.inEffect(end))
    }

    @Test("P-56: who stopped the same alone before counts only in the way of two")
    func onlyTwo() throws {
        var ca = try small()
        try ca.carry(ca.propose("authority/team.appoint", member(4, "keepers"), by: 1))
        try ca.stop("p6", by: 5, slot: "leader")
        try ca.endStop(1, by: [1, 2])
        refused("P-56", ca) { try $0.stop("p6", by: 5, slot: "leader") }
        let act = try ca.stop("p6", by: 5, slot: "peer")
        #expect(ca.authority.person(6)?.stopped == nil)
        try ca.sign(act, "peer", by: 4)
        #expect(ca.authority.person(6)?.stopped != nil)
    }

    @Test(
        "P-55: an act is stopped by its proposer, a signer, their leader, or two who could sign it; and given back by two others of those"
    )
    func act() throws {
        func open() throws -> (TestCA, Int) {
            var ca = try small()
            let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
            try ca.sign(act, "council", by: 1)
            return (ca, act)
        }
        for (person, slot) in [(7, "person"), (1, "person")] {
            var (ca, act) = try open()
            try ca.stop("A-\(act)", by: person, slot: slot)
            refused("P-55", ca) { try $0.sign(act, "council", by: 2) }
        }
        var (ca, act) = try open()
        refused("RP-1.5", ca, "has no slot in it") { try $0.stop("A-\(act)", by: 8, slot: "peer") }
        let stop = try ca.stop("A-\(act)", by: 2, slot: "peer")
        try ca.sign(stop, "peer", by: 5)
        #expect(ca.word(act) == "stopped")
        ca.wait(73 * 3600)
        let body = JSON.line(["stop": .string("X-1")])
        for person in [1, 2, 5, 7, 8] {
            refused("RP-1.5", ca, "p\(person)") { try $0.propose(EndStop.kind, body, by: person) }
        }
        let end = try ca.propose(EndStop.kind, body, by: 3, slot: "restorer")
        try ca.sign(end, "restorer", by: 4)
        #expect(ca.word(act) == "open")
        try ca.sign(act, "council", by: 3)
        #expect(ca.inEffect(act))
    }

    @Test("P-56: time never gives back")
    func time() throws {
        var ca = try small()
        try ca.stop("p6", by: 6, slot: "person")
        ca.wait(365 * 86_400)
        refused("P-55", ca) { try $0.propose("register/store.enter", .line(["label": .string("x")]), by: 6) }
    }
}
