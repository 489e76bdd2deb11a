import Ledger
import Rules
import TestWorld
import Testing

/// Questions and answers about acts, records and motions (P-40, decision 0026).
struct EQuestionTests {
    let records = ERecordTests()
    static func part(_ name: String = "text", audience: String = "everyone", exception: String? = nil) -> DetachedPart {
        DetachedPart(audience: audience, commitment: Digest.of([7]), exception: exception, name: name)
    }
    func question(_ hash: Digest, _ parts: [DetachedPart]? = nil) -> Draft {
        var draft = Draft.question(about: hash, under: "P-40")
        draft.detached = parts ?? [Self.part()]
        return draft
    }
    func answer(_ question: Question) -> Draft {
        var draft = Draft.answer(question)
        draft.detached = [Self.part()]
        return draft
    }
    /// An act, a record and the place of each.
    func played() throws -> (ca: TestCA, act: Int, record: Int) {
        var ca = try records.stocked()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let record = try ca.say(records.move(to: "S-2", happened: ca.now), by: 5)
        ca.wait(60)
        return (ca, act, record)
    }

    @Test("A question about an act is open until somebody else than the asker answers; no register but its own changes")
    func thread() throws {
        var (ca, act, _) = try played()
        let before = ca.state.world.registerHashes
        let place = try ca.say(question(ca.act(act).hash), by: 10)
        let asked = try #require(ca.state.world.remarks.question(1))
        #expect(asked.born == place && asked.about == act && asked.person == 10 && asked.isOpen)
        #expect(ca.state.world.openQuestions(about: act) == 1)
        #expect(ca.state.world.subjectID(at: act) == "A-\(act)")
        try ca.say(answer(asked), by: 10)
        #expect(ca.state.world.openQuestions(about: act) == 1, "his own words answer nothing")
        let said = try ca.say(answer(asked), by: 5)
        #expect(ca.state.world.openQuestions(about: act) == 0)
        #expect(ca.state.world.remarks.questions(about: act)[0].answers.map(\.person) == [10, 5])
        #expect(ca.state.world.remarks.questions(about: act)[0].answers.last?.place == said)
        for (old, new) in zip(before, ca.state.world.registerHashes) {
            #expect((old.hash == new.hash) == (new.name != "questions"), "\(new.name)")
        }
        // The act takes no notice: nothing that is said delays a signature.
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
        #expect(ca.inEffect(act))
        try ca.say(question(ca.act(act).hash), by: 10)
        #expect(ca.state.world.remarks.questions.count == 2, "one asks about what is over, too")
    }

    @Test("One asks about acts, records and motions, and about nothing else")
    func subjects() throws {
        var (ca, act, record) = try played()
        let seat = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
        let motion = try ca.open(seat)
        for hash in [ca.act(act).hash, ca.record(record).hash, try #require(ca.authority.motion(at: motion)).hash] {
            try ca.say(question(hash), by: 10)
        }
        #expect(ca.state.world.remarks.questions.map(\.about) == [act, record, motion])
        #expect(
            ca.state.world.subjectID(at: record) == "R-\(record)"
                && ca.state.world.subjectID(at: motion) == "B-\(motion)")
        let asked = try #require(ca.state.world.remarks.question(1))
        refused("P-35", ca, "a question about a question") { try $0.say(question(asked.hash), by: 10) }
        refused("P-35", ca, "an answer to an act") { ca in
            var draft = Draft("record/answer", of: ca.act(act).hash, under: ["P-40"])
            draft.detached = [Self.part()]
            try ca.say(draft, by: 10)
        }
        refused("P-35", ca, "about nothing") { ca in
            var draft = Draft("record/question", under: ["P-40"])
            draft.detached = [Self.part()]
            try ca.say(draft, by: 10)
        }
        #expect(ca.state.tasks(for: 1, at: ca.now).filter { $0.rule.name == "answer" }.map(\.id) == ["Q-3"])
        #expect(ca.state.tasks(for: 5, at: ca.now).filter { $0.rule.name == "answer" }.map(\.id) == ["Q-2", "Q-1"])
        #expect(ca.state.tasks(for: 10, at: ca.now).allSatisfy { $0.rule.name != "answer" })
        // What is asked needs no head that covers it, and no order: it is a record (P-8).
        try ca.say(answer(asked), by: 5, head: Head(root: ca.state.log.roots[act], size: act))
    }

    @Test("P-6, P-4, P-7: its words are one part “text” for everyone, and nothing stands beside them")
    func form() throws {
        let (ca, act, _) = try played()
        let hash = ca.act(act).hash
        for parts in [
            [], [Self.part("reason")], [Self.part(audience: "in-office", exception: "personal")],
            [Self.part(exception: "personal")],
            [Self.part("reason"), Self.part()],
        ] { refused("P-6", ca, "\(parts)") { try $0.say(question(hash, parts), by: 10) } }
        refused("P-4", ca, "a body") { ca in
            var draft = question(hash)
            draft.body = .line(["text": .string("words")])
            try ca.say(draft, by: 10)
        }
        refused("P-4", ca, "a slot") { ca in
            var draft = question(hash)
            draft.slot = "keeper"
            try ca.say(draft, by: 10)
        }
        refused("P-7", ca, "an enclosure") { ca in
            var draft = question(hash)
            draft.enclosures = [ca.enclose([1, 2, 3])]
            try ca.say(draft, by: 10)
        }
    }

    @Test("P-55: what was said with a stopped key is kept and marked, and neither opens nor answers anything")
    func stopped() throws {
        var (ca, act, _) = try played()
        try ca.say(question(ca.act(act).hash), by: 10)
        try ca.stop("p8", by: 8, slot: "person")
        let asked = try #require(ca.state.world.remarks.question(1))
        try ca.say(answer(asked), by: 8)
        #expect(ca.state.world.remarks.question(1)?.answers.first?.stopped == true)
        #expect(ca.state.world.openQuestions(about: act) == 1)
        try ca.say(question(ca.act(act).hash), by: 8)
        #expect(ca.state.world.remarks.question(2)?.stopped == true)
        #expect(ca.state.world.openQuestions(about: act) == 1)
    }
}
