import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, K-6: listing somebody else's act in a multiple signature gives no power over it.
struct CListedTests {
    private func answer(_ entry: Int) -> JSON {
        .line(["answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(entry)])
    }
    private func several(_ items: [(Digest, String)]) -> Draft {
        let acts = items.map { JSON.line(["of": .string($0.0.hex), "slot": .string($0.1)]) }
        return Draft("register/act.sign", .line(["acts": .array(acts)]), under: ["P-36"])
    }
    /// Two keepers and reviewers sign for a store; nobody else has a part in it.
    private func store(_ ca: inout TestCA, _ label: String) throws -> Int {
        try ca.propose("register/store.enter", .line(["label": .string(label)]), by: 5, slot: "keeper")
    }

    @Test("K-6: a record that its maker's act is listed beside is nobody's to reverse")
    func record() throws {
        var ca = try ERecordTests().stocked()
        let own = try ca.furtherKey(8)
        let record = try ca.say(ERecordTests().erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7)
        let act = try store(&ca, "x")
        ca.wait(60)
        let signed = try ca.say(
            several([(ca.record(record).hash, "reviewer"), (ca.registerAct(act).hash, "reviewer")]), by: 8, with: own)
        #expect(ca.registerAct(act).end == .inEffect(signed), "one of the two counts, so it stands")
        #expect(ca.state.log.rows[signed].signs == [act], "the first layer notes no record for it")
        try ca.disown(own, of: 8, since: signed, with: own)
        refused("P-22", ca, "the record") { try $0.propose(AnswerDisowned.kind, answer(record), by: 3, slot: "answer") }
        try ca.propose(AnswerDisowned.kind, answer(act), by: 3, slot: "answer")
        #expect(ca.authority.things[record]?.others == [7])
    }

    @Test("K-6: an act that the signer has no slot in is not theirs, though they listed it")
    func act() throws {
        var ca = try small()
        let own = try ca.furtherKey(1)
        let theirs = try store(&ca, "x")
        var described = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(1)]))
        described.detached = [.personal("name")]
        ca.wait(60)
        let name = try ca.say(described, by: 1, with: own)
        ca.wait(60)
        let listed = several([
            (ca.registerAct(theirs).hash, "reviewer"), (ca.registerAct(name).hash, "self"),
        ])
        let place = try ca.say(listed, by: 1, with: own)
        #expect(ca.registerAct(name).end == .inEffect(place) && !ca.thingInEffect(theirs))
        try ca.signThing(theirs, "reviewer", by: 7)
        try ca.disown(own, of: 1, since: name, with: own)
        #expect(ca.found("disowned").map(\.about.text) == ["A-\(name)"])
        refused("P-22", ca, "two others take back what p5 and p7 did") {
            try $0.propose(AnswerDisowned.kind, answer(theirs), by: 3, slot: "answer")
        }
        try ca.propose(AnswerDisowned.kind, answer(name), by: 3, slot: "answer")
    }

    @Test("K-6: an item that a slot admits is its signer's, and who leaves the team later denies nothing by it")
    func counted() throws {
        var ca = try small()
        let own = try ca.furtherKey(8)
        let acts = [try store(&ca, "a"), try store(&ca, "b")]
        ca.wait(60)
        let place = try ca.say(several(acts.map { (ca.registerAct($0).hash, "reviewer") }), by: 8, with: own)
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("reviewers"), "person": .person(8)]), by: 1))
        try ca.disown(own, of: 8, since: place, with: own)
        for act in acts {
            let answered = try ca.propose(AnswerDisowned.kind, answer(act), by: 3, slot: "answer")
            try ca.sign(answered, "answer", by: 4)
            #expect(ca.inEffect(answered))
        }
    }

    @Test("K-6: a signature on one thing that is of another part reaches it no more than an item does")
    func otherPart() throws {
        var ca = try ERecordTests().stocked()
        let own = try ca.furtherKey(8)
        let record = try ca.say(ERecordTests().erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7)
        ca.wait(60)
        let draft = Draft("register/act.sign", of: ca.record(record).hash, slot: "reviewer", under: ["P-36"])
        refused("P-35", ca) { try $0.say(draft, by: 8, with: own) }
        // A hostile server enters it all the same.
        #expect(throws: Refusal.self) { try ca.say(draft, by: 8, with: own) }
        let void = ca.entries.count
        try ca.force(ca.offered)
        try ca.disown(own, of: 8, since: void, with: own)
        refused("P-22", ca) { try $0.propose(AnswerDisowned.kind, answer(record), by: 3, slot: "answer") }
    }
}
