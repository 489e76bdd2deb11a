import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol, K-4: who decides must not change who decides.
///
/// Who keeps a motion open, what a seat of the deciding body costs, and by which door a voter can be silenced.
struct FSeatedTests {
    private func seat(_ person: Int, in group: String) -> JSON {
        .line(["group": .string(group), "person": .person(person)])
    }
    private func motion(_ kind: String, _ body: JSON) throws -> (TestCA, act: Int, motion: Int) {
        var ca = try small()
        let act = try ca.propose(kind, body, by: 1)
        let motion = try ca.open(act)
        return (ca, act, motion)
    }
    private func stop(_ ca: inout TestCA, _ what: String, by people: [Int]) throws {
        try ca.sign(ca.stop(what, by: people[0], slot: "peer"), "peer", by: people[1])
    }
    private func conflict(_ ca: TestCA, _ act: Int) -> Draft {
        Draft("authority/conflict.declare", of: ca.act(act).hash, under: ["P-51"])
    }

    @Test("K-4: a member who is stopped has not voted, and keeps a motion open for its 72 hours")
    func stopped() throws {
        var (ca, act, motion) = try motion("authority/team.appoint", member(10, "keepers"))
        try ca.stop("p4", by: 4, slot: "person")
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        let refusal = refused("K-4", ca, "three of four voted") { try $0.close(motion, by: 1) }
        #expect(refusal?.who == "p4")
        let view = ca.state.motionView(at: motion, now: ca.now)
        #expect(view?.waiting == [] && view?.absent == [4] && view?.mayClose == false)
        ca.wait(72 * 3600)
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.inEffect(act))
    }

    @Test("K-4: a member whose vote fell with a stop, or whose seat is suspended, keeps it open too")
    func fallen() throws {
        var (ca, _, motion) = try motion("authority/team.appoint", member(10, "keepers"))
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        var suspended = ca
        try stop(&ca, "p4", by: [2, 3])
        refused("K-4", ca, "stopped after the vote") { try $0.close(motion, by: 1) }
        // P-57: fewer than two others would be left, so p2's leaving only suspends the seat.
        for person in [4, 3, 2] {
            try suspended.propose("authority/body.leave", bodied(person, "council"), by: person, slot: "leaver")
        }
        #expect(suspended.authority.roster("council")?.seats.contains { $0.suspended != nil } == true)
        refused("K-4", suspended, "suspended after the vote") { try $0.close(motion, by: 1) }
    }

    @Test("K-4: whom the act names, and who declared a conflict, need not be waited for, and count as seated")
    func barred() throws {
        var (ca, act, motion) = try motion("authority/team.appoint", member(4, "keepers"))
        try ca.say(conflict(ca, act), by: 3)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        for person in [3, 4] {
            refused("P-50", ca) { try $0.vote(motion, .yes, by: person) }
            refused("P-50", ca) { try $0.close(motion, by: person) }
        }
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.word(act) == "defeated", "two of four seated are not more than half")
    }

    @Test("K-4: two of four who stop the others end no seat of theirs, neither at once nor after 72 hours")
    func takeover() throws {
        var ca = try small()
        for person in [3, 4] { try stop(&ca, "p\(person)", by: [1, 2]) }
        let act = try ca.propose(EndSeat.kind, seat(3, in: "council"), by: 1)
        let motion = try ca.open(act)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        refused("K-4", ca, "within seconds") { try $0.close(motion, by: 1) }
        ca.wait(72 * 3600)
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.word(act) == "defeated")
        #expect(ca.authority.groups(of: 3) == ["council"])
    }

    @Test(
        "K-4: a seat of the deciding or governing body ends by more than half of all seated, another one by the floor",
        arguments: [("council", 4, 2, false), ("council", 4, 3, true), ("keepers", 6, 2, true)])
    func majority(group: String, person: Int, yes: Int, ends: Bool) throws {
        var (ca, act, motion) = try motion(EndSeat.kind, seat(person, in: group))
        let view = try #require(ca.state.motionView(at: motion, now: ca.now))
        #expect(view.floor == (group == "council" ? 3 : 2))
        for person in 1...yes { try ca.vote(motion, .yes, by: person) }
        ca.wait(72 * 3600)
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.inEffect(act) == ends)
    }

    @Test("K-4: where a motion decides, a conflict is declared on one's own machine, before the motion is opened too")
    func harvested() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(2, form: .webauthn)
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let list = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        ca.wait(60)
        let refusal = refused("K-4", ca, "before there is a motion") {
            try $0.say(conflict($0, act), by: 2, with: passkey)
        }
        #expect(refusal?.who == "p2, with a key on their own machine")
        let motion = try ca.open(act)
        refused("K-4", ca, "named by its motion") { ca in
            let draft = Draft(
                "authority/conflict.declare", of: ca.authority.motion(at: motion)!.hash, under: ["P-51"])
            try ca.say(draft, by: 2, with: passkey)
        }
        try ca.vote(motion, .no, by: 2)
        try ca.say(conflict(ca, list), by: 2, with: passkey)
        #expect(ca.authority.conflicted[list] == [2], "no motion decides on a list")
        try ca.say(conflict(ca, act), by: 2)
        #expect(ca.authority.conflicted[act] == [2])
    }

    @Test("K-4: with a stopped key nobody is taken out of a vote")
    func stolen() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(2)
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        try ca.vote(motion, .no, by: 2)
        try ca.stop(stolen.publicKey.fingerprint.hex, by: 2, slot: "person")
        refused("P-55", ca, "the thief") { try $0.say(conflict($0, act), by: 2, with: stolen) }
        try stop(&ca, "p3", by: [1, 4])
        refused("P-55", ca, "the stopped") { try $0.say(conflict($0, act), by: 3) }
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now).no == 1)
    }
}
