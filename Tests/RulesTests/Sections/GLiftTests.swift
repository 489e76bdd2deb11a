import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, P-56: a stop ends earlier by the full requirement of what was stopped, and by nothing less.
struct GLiftTests {
    private func lift(_ stop: Int, _ what: String) -> JSON {
        .line(["stop": .string("X-\(stop)"), "target": .string(what)])
    }
    private func propose(_ ca: inout TestCA, _ what: String, by person: Int, stop: Int = 1, slot: String? = nil) throws
        -> Int
    {
        ca.wait(60)
        return try ca.say(.of(ca.kind(LiftStop.kind), lift(stop, what), slot: slot), by: person)
    }
    private func carry(_ ca: inout TestCA, _ act: Int, by people: [Int]) throws {
        let motion = try ca.open(act, by: people[0])
        for person in people { try ca.vote(motion, .yes, by: person) }
        for person in people.prefix(2) { try ca.close(motion, by: person) }
    }

    @Test("P-56: a person is given back at once by all that his seats take: the motion, not two who could end it later")
    func person() throws {
        var ca = try small()
        try ca.stop("p6", by: 5, slot: "leader")
        for person in [6, 8, 9, 10] {
            refused(person == 6 ? "P-55" : "RP-1.2a", ca, "p\(person) may not ask") {
                _ = try propose(&$0, "p6", by: person)
            }
        }
        refused("P-56", ca, "another than it stops") { _ = try propose(&$0, "p5", by: 1) }
        let act = try propose(&ca, "p6", by: 1)
        refused("RP-1.2a", ca, "no slot of two") { try $0.sign(act, "restorer", by: 2) }
        let motion = try ca.open(act, by: 1)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        refused("K-4", ca, "two alone, early") { try $0.close(motion, by: 1) }
        for person in [3, 4] { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        #expect(ca.authority.person(6)?.stopped != nil)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act) && ca.authority.person(6)?.stopped == nil)
        #expect(ca.authority.membership(of: 6, in: "keepers", at: ca.now) == ca.entries.count - 1, "anew (P-32)")
        refused("P-56", ca, "twice") { _ = try propose(&$0, "p6", by: 1) }
        refused("P-56", ca, "who stopped it alone before") { try $0.stop("p6", by: 5, slot: "leader") }
    }

    @Test("P-56: neither the stopped nor a stopper votes about it, and both count as seated")
    func stoppers() throws {
        var ca = try small()
        let stop = try ca.stop("p1", by: 2, slot: "peer")
        try ca.sign(stop, "peer", by: 3)
        refused("P-55", ca, "the stopped") { _ = try propose(&$0, "p1", by: 1) }
        let act = try propose(&ca, "p1", by: 4)
        let motion = try ca.open(act, by: 4)
        for person in [2, 3] { refused("P-50", ca, "p\(person) stopped") { try $0.vote(motion, .yes, by: person) } }
        refused("P-50", ca) { try $0.vote(motion, .yes, by: 1) }
        try ca.vote(motion, .yes, by: 4)
        try ca.close(motion, by: 4)
        refused("P-50", ca, "nobody else closes") { try $0.close(motion, by: 2) }
        #expect(ca.authority.person(1)?.stopped != nil)
    }

    @Test("P-56: in another policy the leader recommends besides, and who was his key witness does not")
    func recommended() throws {
        var ca = try cacert()
        // p9, p12 and p13 are led by p8.
        try ca.stop("p9", by: 9, slot: "person")
        let act = try propose(&ca, "p9", by: 8, slot: "recommendation")
        let motion = try ca.open(act, by: 1)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.authority.person(9)?.stopped == nil)
        try ca.stop("p9", by: 12, slot: "peer")
        let second = ca.entries.count - 1
        try ca.sign(second, "peer", by: 13)
        let bare = try propose(&ca, "p9", by: 1, stop: 2)
        let other = try ca.open(bare, by: 1)
        for person in 1...5 { try ca.vote(other, .yes, by: person) }
        try ca.close(other, by: 1)
        refused("SP-9.1.3", ca, "without the recommendation") { try $0.close(other, by: 2) }
        refused("SP-9.1.3", ca, "another team's leader") { try $0.sign(bare, "recommendation", by: 6) }
        #expect(ca.authority.person(9)?.stopped != nil)
    }

    @Test("P-56, P-30: who sits in a body and a team is given back by what both seats take; the auditor by his office")
    func seats() throws {
        var ca = try small()
        try ca.carry(ca.propose("authority/team.appoint", member(4, "keepers"), by: 1))
        try ca.changePolicy([["kinds", "authority/team.appoint", "motion", "floor"]: .integer(4)])
        try ca.stop("p4", by: 4, slot: "person")
        let act = try propose(&ca, "p4", by: 1)
        let asked = try #require(ca.authority.requirement(of: ca.act(act)))
        #expect(asked.motion == MotionRule(body: "council", floor: 4), "the higher floor of the two")
        #expect(asked.clauses == ["RP-1.1", "RP-1.2a"] || asked.clauses == ["RP-1.2a", "RP-1.1"])
        #expect(ca.act(act).groups == ["body": "council", "team": "keepers"])
        let motion = try ca.open(act, by: 1)
        for person in [1, 2, 3] { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(
            ca.authority.motion(at: motion)?.outcome == .lost(ca.entries.count - 1), "three, where one seat takes four")
        #expect(ca.authority.person(4)?.stopped != nil)
        var auditor = try small()
        try auditor.stop("p9", by: 9, slot: "person")
        try carry(&auditor, propose(&auditor, "p9", by: 1), by: [1, 2, 3, 4])
        #expect(auditor.authority.person(9)?.stopped == nil)
    }

    @Test("P-30, P-51: whom a stopped act names, or who declared a conflict about it, does not give it back")
    func concerned() throws {
        var ca = try small()
        let act = try ca.propose("authority/team.appoint", member(3, "keepers"), by: 5)
        try ca.say(Draft("authority/conflict.declare", of: ca.act(act).hash, under: ["P-51"]), by: 4)
        try ca.stop("A-\(act)", by: 5, slot: "person")
        let lift = try propose(&ca, "A-\(act)", by: 1)
        let motion = try ca.open(lift, by: 1)
        for person in [3, 4] { refused("P-50", ca, "p\(person)") { try $0.vote(motion, .yes, by: person) } }
        var other = try small()
        let listing = try other.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        try other.say(Draft("authority/conflict.declare", of: other.act(listing).hash, under: ["P-51"]), by: 1)
        try other.stop("A-\(listing)", by: 7, slot: "person")
        let second = try propose(&other, "A-\(listing)", by: 8)
        refused("P-51", other, "in conflict") { try $0.sign(second, "council", by: 1) }
        for person in [2, 3] { try other.sign(second, "council", by: person) }
        #expect(other.inEffect(second))
    }

    @Test("P-56: nothing gives anew who sits nowhere, so his stop ends by two from 72 hours on only")
    func nowhere() throws {
        var ca = try small()
        try ca.stop("p10", by: 10, slot: "person")
        refused("P-56", ca) { _ = try propose(&$0, "p10", by: 1) }
        let view = try #require(ca.state.stopViews(at: ca.now).first)
        #expect(view.earlier == nil && view.restorers == [1, 2, 3, 4] && !view.mayEnd)
        #expect(view.opens == view.stop.recorded.adding(72 * 3600))
    }

    @Test("P-56: an act is given back at once by its own requirement, without whoever signed or stopped it")
    func act() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        try ca.sign(act, "council", by: 1)
        let stop = try ca.stop("A-\(act)", by: 2, slot: "peer")
        try ca.sign(stop, "peer", by: 5)
        refused("P-55", ca, "its proposer") { try $0.sign(act, "council", by: 3) }
        let lift = try propose(&ca, "A-\(act)", by: 3, slot: nil)
        for person in [1, 2, 3] {
            refused(person == 2 ? "P-56" : "RP-2.1", ca, "p\(person)") { try $0.sign(lift, "council", by: person) }
        }
        refused("P-56", ca, "the leader who stopped it") { try $0.sign(lift, "manager", by: 5) }
        try ca.sign(lift, "council", by: 4)
        #expect(!ca.inEffect(lift) && ca.word(act) == "stopped", "one alone")
        refused("P-32", ca, "twice one") { try $0.sign(lift, "council", by: 4) }
    }

    @Test(
        "P-56: who signed a stopped act and took that back stays one of the stopped, early and late",
        arguments: [true, false])
    func takenBack(declines: Bool) throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        let signed = try ca.sign(act, "council", by: 1)
        try ca.sign(ca.stop("A-\(act)", by: 3, slot: "peer"), "peer", by: 4)
        try ca.say(
            declines
                ? .decline(ca.act(act)) : .withdraw(ca.act(act), request: ca.statementRequest(signed)), by: 1)
        #expect(ca.act(act).signatures.isEmpty && ca.authority.stopSubject(.act(act)).people == [1, 7])
        let lift = try propose(&ca, "A-\(act)", by: 5)
        try ca.sign(lift, "council", by: 2)
        refused("RP-2.1", ca, "he would have it back with one other") { try $0.sign(lift, "council", by: 1) }
        ca.wait(73 * 3600)
        let end = Draft.of(ca.kind(EndStop.kind), .line(["stop": .string("X-1")]))
        refused("RP-1.5", ca, "he has no part in the end either") { _ = try $0.say(end, by: 1) }
        try ca.say(end, by: 2)
    }

    @Test("P-56: an act whose two others sign is open again, and what was signed on it counts")
    func actBack() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        try ca.stop("A-\(act)", by: 7, slot: "person")
        let lift = try propose(&ca, "A-\(act)", by: 5)
        refused("P-42", ca, "by page") { ca in
            let passkey = try ca.furtherKey(2, form: .webauthn)
            try ca.sign(lift, "council", by: 2, with: passkey)
        }
        for person in [1, 2] { try ca.sign(lift, "council", by: person) }
        #expect(ca.inEffect(lift) && ca.word(act) == "open")
        // A signature on the first lift is none on one of another stop.
        try ca.sign(ca.stop("A-\(act)", by: 3, slot: "peer"), "peer", by: 4)
        refused("P-34", ca, "the old act is over") { try $0.sign(lift, "council", by: 3) }
        refused("P-56", ca, "the old stop is over") { _ = try propose(&$0, "A-\(act)", by: 5) }
        #expect(ca.word(act) == "stopped")
    }

    @Test("P-56: a change of what it needs lets the asking lapse; a stop that ended by two is not ended late")
    func late() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        try ca.stop("A-\(act)", by: 7, slot: "person")
        let first = try propose(&ca, "A-\(act)", by: 5)
        try ca.sign(first, "council", by: 1)
        var changed = ca
        try changed.changePolicy([["kinds", "authority/list.add", "expires"]: .integer(86_400)])
        refused("P-34", changed) { try $0.sign(first, "council", by: 2) }
        ca.wait(73 * 3600)
        try ca.sign(
            ca.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: 3, slot: "restorer"), "restorer", by: 4)
        #expect(ca.word(act) == "open")
        refused("P-56", ca, "over already") { try $0.sign(first, "council", by: 2) }
    }

    @Test("P-56: reversed, what a disowned key ended early is stopped again (P-22)")
    func reversed() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(1)
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 7)
        try ca.stop("A-\(act)", by: 7, slot: "person")
        let lift = try propose(&ca, "A-\(act)", by: 5)
        try ca.sign(lift, "council", by: 1, with: stolen)
        try ca.sign(lift, "council", by: 2)
        try ca.disown(stolen, of: 1, since: lift, with: stolen)
        let answer = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(lift),
        ])
        try ca.sign(ca.propose(AnswerDisowned.kind, answer, by: 3, slot: "answer"), "answer", by: 4)
        #expect(ca.word(act) == "stopped")
    }
}
