import Ledger
import Rules
import TestWorld
import Testing

/// Two who took no part say whether a record was so (P-41, K-8).
struct EVerdictTests {
    let records = ERecordTests()

    /// A clean erasure by p5 and p7, and a question about it.
    private func asked(_ record: (inout TestCA) throws -> Int) throws -> (ca: TestCA, place: Int) {
        var ca = try records.stocked()
        ca.wait(60)
        let place = try record(&ca)
        try ask(&ca, about: ca.record(place).hash)
        ca.wait(60)
        return (ca, place)
    }
    private func ask(_ ca: inout TestCA, about hash: Digest) throws {
        try ca.say(EQuestionTests().question(hash), by: 10)
    }
    private func erased(_ ca: inout TestCA) throws -> Int {
        let place = try ca.say(records.erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(place)), by: 7)
        return place
    }
    @discardableResult
    private func say(
        _ verdict: Rules.Verdict?, _ ca: inout TestCA, by person: Int, with key: SoftwareKey? = nil, question: Int = 1
    ) throws -> Int {
        var draft = Draft.answer(try #require(ca.state.world.remarks.question(question)), verdict)
        draft.detached = [EQuestionTests.part()]
        return try ca.say(draft, by: person, with: key)
    }

    @Test("K-8: a record that two answered false opens nothing, and the finding says so")
    func shuts() throws {
        var (ca, place) = try asked(erased)
        var open = ca
        try records.retire(&open)
        try say(.isFalse, &ca, by: 1)
        #expect(!ca.state.world.isDenied(place), "one is not two")
        try say(.isFalse, &ca, by: 2)
        #expect(ca.state.world.isDenied(place) && ca.state.world.word(of: ca.record(place)) == "answered false")
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
        let found = ca.found("record-answered-false")
        #expect(found.map(\.about.text) == ["R-\(place)"])
        #expect(ca.record(place).breaches.isEmpty, "the record stays as it was signed")
    }

    @Test("K-8: what two answered false shuts nothing any more")
    func opens() throws {
        var (ca, _) = try asked { ca in
            _ = try erased(&ca)
            ca.wait(60)
            return try ca.say(records.install(happened: ca.now), by: 5)
        }
        refused("SP-2.2.3.3b", ca) { try records.retire(&$0) }
        for person in [1, 2] { try say(.isFalse, &ca, by: person) }
        #expect(records.whereabouts(ca) == "S-1")
        try records.retire(&ca)
    }

    @Test("P-41: true, mended and plain words change nothing, and the last word of each person counts")
    func lastWord() throws {
        var (ca, place) = try asked(erased)
        for (person, verdict) in [(1, Rules.Verdict.isTrue), (2, .mended), (3, nil), (4, .isFalse)] {
            try say(verdict, &ca, by: person)
        }
        refused("P-41", ca, "the same again") { try say(.isFalse, &$0, by: 4) }
        #expect(!ca.state.world.isDenied(place))
        try say(.isFalse, &ca, by: 1)
        #expect(ca.state.world.isDenied(place))
        try say(.isTrue, &ca, by: 4)
        #expect(!ca.state.world.isDenied(place))
        // In another thread about the same record it is the same person still.
        try ask(&ca, about: ca.record(place).hash)
        try say(.isFalse, &ca, by: 4, question: 2)
        #expect(ca.state.world.isDenied(place))
        #expect(ca.state.world.verdicts(on: place).map(\.person) == [2, 1, 4])
        try IndexTests().check(ca)
    }

    @Test("P-41, P-42: who took part, is stopped, in no office, the auditor, or at a page judges no record")
    func judges() throws {
        var (ca, place) = try asked(erased)
        for person in [5, 7, 9, 10] { refused("P-41", ca, "p\(person)") { try say(.isFalse, &$0, by: person) } }
        let passkey = try ca.furtherKey(1, form: .webauthn)
        ca.wait(60)
        refused("P-42", ca) { try say(.isFalse, &$0, by: 1, with: passkey) }
        var stopped = ca
        try stopped.stop("p8", by: 8, slot: "person")
        refused("P-41", stopped) { try say(.isFalse, &$0, by: 8) }
        try say(nil, &stopped, by: 8)
        // Who comes in after all has taken part, whatever they said before.
        for person in [8, 1] { try say(.isFalse, &ca, by: person) }
        #expect(ca.state.world.isDenied(place))
        try ca.say(.join(ca.record(place), role: "relief", happened: ca.now), by: 8)
        #expect(!ca.state.world.isDenied(place))
    }

    @Test("P-41: one person judges a record sixteen times, in whichever thread, and never the same twice in a row")
    func often() throws {
        var (ca, place) = try asked(erased)
        try ask(&ca, about: ca.record(place).hash)
        for number in 0..<Rules.Verdict.most {
            let (verdict, other) = number.isMultiple(of: 2) ? (Rules.Verdict.isFalse, 2) : (.isTrue, 1)
            try say(verdict, &ca, by: 8, question: number % 2 + 1)
            refused("P-41", ca, "\(number)") { try say(verdict, &$0, by: 8, question: other) }
            try say(nil, &ca, by: 8)
        }
        refused("P-41", ca, "the seventeenth") { try say(.isFalse, &$0, by: 8) }
        try say(.isFalse, &ca, by: 1)
        #expect(ca.state.world.verdicts(on: place).map(\.person) == [8, 1])
    }

    @Test(
        "K-8: who joins in a person's name by a wrong key takes no verdict of theirs away",
        arguments: ["passkey", "stopped key", "reversed key", "left by passkey", "themselves"])
    func joined(what: String) throws {
        var (ca, place) = try asked(erased)
        let passkey = try ca.furtherKey(8, form: .webauthn)
        let second = try ca.furtherKey(8, seed: "third")
        ca.wait(60)
        for person in [1, 8] { try say(.isFalse, &ca, by: person) }
        if what == "stopped key" { try ca.stop(second.publicKey.fingerprint.hex, by: 8, slot: "person") }
        let key =
            switch what {
            case "passkey": passkey
            case "stopped key", "reversed key": second
            default: nil as SoftwareKey?
            }
        let joined = try ca.say(.join(ca.record(place), role: "relief", happened: ca.now), by: 8, with: key)
        if what == "reversed key" {
            #expect(!ca.state.world.isDenied(place), "so far it is p8's own")
            try ca.disown(second, of: 8, since: joined, with: ca.key(8))
            let body = JSON.line([
                "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(joined),
            ])
            try ca.sign(ca.propose(AnswerDisowned.kind, body, by: 3, slot: "answer"), "answer", by: 4)
        }
        if what == "left by passkey" {
            try ca.say(.leave(ca.record(place), happened: ca.now), by: 8, with: passkey)
            #expect(ca.record(place).presences.first?.breaches.map(\.clause) == ["P-42"])
        }
        #expect(ca.state.world.isDenied(place) == !["left by passkey", "themselves"].contains(what))
        // Nobody is kept from saying more by what was said in their name.
        if ca.state.world.isDenied(place), what != "reversed key" { try say(.isTrue, &ca, by: 8) }
    }

    @Test("P-41: there is nothing to judge of an act, and no fourth verdict")
    func subjects() throws {
        var (ca, _) = try asked(erased)
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        try ask(&ca, about: ca.act(act).hash)
        refused("P-41", ca) { try say(.isFalse, &$0, by: 1, question: 2) }
        let question = try #require(ca.state.world.remarks.question(1))
        for body in [
            JSON.line(["verdict": .string("perhaps")]), .line(["verdict": .bool(false)]),
            .line(["verdict": .string("false"), "more": .string("x")]),
        ] {
            refused("P-4", ca) { ca in
                var draft = Draft("record/answer", body, of: question.hash, under: ["P-41"])
                draft.detached = [EQuestionTests.part()]
                try ca.say(draft, by: 1)
            }
        }
    }

    @Test("P-22: a verdict that a disowned key gave and two others reversed counts no more")
    func disowned() throws {
        var (ca, place) = try asked(erased)
        let stolen = try ca.furtherKey(8)
        ca.wait(60)
        try say(.isFalse, &ca, by: 1)
        let said = try say(.isFalse, &ca, by: 8, with: stolen)
        #expect(ca.state.world.isDenied(place))
        try ca.disown(stolen, of: 8, since: said, with: ca.key(8))
        let body = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(said),
        ])
        try ca.sign(ca.propose(AnswerDisowned.kind, body, by: 1, slot: "answer"), "answer", by: 2)
        #expect(!ca.state.world.isDenied(place))
    }
}
