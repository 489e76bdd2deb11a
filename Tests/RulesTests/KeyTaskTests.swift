import Ledger
import Rules
import TestWorld
import Testing

/// What waits because of keys (P-21, P-22), and for whom: nobody is asked for what `decide` would refuse.
struct KeyTaskTests {
    private func tasks(_ ca: TestCA, _ rule: String) -> [Int: [String]] {
        let all = ca.authority.people.map(\.number).map { person in
            (person, ca.state.tasks(for: person, at: ca.now).filter { $0.rule.name == rule }.map(\.id))
        }
        return Dictionary(uniqueKeysWithValues: all.filter { !$0.1.isEmpty })
    }

    @Test("P-21: who announced a new key is asked to close it once 72 hours are over, he alone, until he has")
    func replacement() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "replaced")
        let act = try ca.announceReplacement(6, by: key)
        #expect(tasks(ca, "replace").isEmpty, "too early")
        ca.wait(73 * 3600)
        #expect(tasks(ca, "replace") == [6: ["A-\(act)"]])
        #expect(
            ca.state.tasks(for: 6, at: ca.now).first { $0.rule.name == "replace" }?.command
                == "foureyes keys replace close A-\(act) --key NEW")
        var cancelled = ca
        try cancelled.say(.cancelReplacement(ca.act(act)), by: 6)
        #expect(tasks(cancelled, "replace").isEmpty)
        try ca.say(.closeReplacement(ca.act(act)), by: 6, with: key)
        #expect(tasks(ca, "replace").isEmpty)
    }

    /// p7's stolen key signed for a store that p5 had proposed; p7 disowns it.
    private func disowned() throws -> (TestCA, Int) {
        var ca = try small()
        let stolen = try ca.furtherKey(7)
        let store = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 5, slot: "keeper")
        try ca.signThing(store, "reviewer", by: 7, with: stolen)
        try ca.disown(stolen, of: 7, since: store, with: stolen)
        return (ca, store)
    }

    @Test("P-22: those who may answer are asked: in office, without a part in it, and not the person")
    func answers() throws {
        var (ca, store) = try disowned()
        #expect(tasks(ca, "answer-disowned").keys.sorted() == [1, 2, 3, 4, 6, 8], "p5 proposed, p7 is the person")
        let body = ca.state.disowned()[0].body(.reversed)
        let answer = try ca.propose(AnswerDisowned.kind, body, by: 1, slot: "answer")
        #expect(tasks(ca, "answer-disowned").isEmpty, "from here on a signature waits")
        let waiting = tasks(ca, "sign").filter { $0.value.contains("A-\(answer)") }.keys.sorted()
        #expect(waiting == [2, 3, 4, 6, 8])
        for person in 1...10 where person != 1 && !waiting.contains(person) {
            refused(person == 9 || person == 10 || person == 7 ? "RP-1.4" : "P-30", ca, "p\(person)") {
                try $0.sign(answer, "answer", by: person)
            }
        }
        try ca.sign(answer, "answer", by: 2)
        #expect(tasks(ca, "sign").values.allSatisfy { !$0.contains("A-\(answer)") })
        #expect(ca.authority.answer(about: store, key: ca.authority.disownings[0].key)?.answer == .reversed)
    }

    @Test("P-22: who could sign an answer leaves out who attested the record, and who closed the motion last")
    func candidates() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(1)
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 2)
        let motion = try ca.open(act, by: 2)
        for person in [1, 2, 3] { try ca.vote(motion, .yes, by: person, with: person == 1 ? stolen : nil) }
        ca.wait(73 * 3600)
        try ca.close(motion, by: 3)
        try ca.close(motion, by: 4)
        #expect(ca.inEffect(act))
        try ca.disown(stolen, of: 1, since: act, with: stolen)
        let asked = tasks(ca, "answer-disowned")
        #expect(asked[4] == nil, "p4 voted not, but closed it last")
        #expect(asked[5] == ["B-\(motion)"])
    }

    @Test("P-22: what no disowned key signed is objected to before anybody signs, as at the door")
    func foreseen() throws {
        let (ca, store) = try disowned()
        let kind = ca.kind(AnswerDisowned.kind)
        let other = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(store - 5),
        ])
        #expect(ca.state.objection(to: kind, other, by: 1, at: ca.now)?.clause == "P-22")
        #expect(ca.state.objection(to: kind, ca.state.disowned()[0].body(.reversed), by: 1, at: ca.now) == nil)
    }
}
