import Ledger
import Rules
import TestWorld
import Testing

/// Words and files beside an act, a record or an item (P-40, decision 0055).
struct ENoteTests {
    let records = ERecordTests()

    func note(_ about: Digest, _ parts: [DetachedPart]? = nil) -> Draft {
        filled(.note(about: about, under: "P-40"), parts)
    }
    func note(_ item: String, _ parts: [DetachedPart]? = nil) throws -> Draft {
        filled(.note(about: try #require(ItemID(item)), under: "P-40"), parts)
    }
    private func filled(_ draft: Draft, _ parts: [DetachedPart]?) -> Draft {
        var draft = draft
        draft.detached = parts ?? [EQuestionTests.part()]
        return draft
    }
    func played() throws -> (ca: TestCA, act: Int, thing: Int, record: Int) {
        var ca = try records.stocked()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let thing = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        let record = try ca.say(records.move(to: "S-2", happened: ca.now), by: 5)
        ca.wait(60)
        return (ca, act, thing, record)
    }

    @Test("P-40: a note stands beside an act, a record or an item, and no other register takes notice")
    func notes() throws {
        var (ca, act, thing, record) = try played()
        let before = ca.state.world.registerHashes
        let about: [(Annotation.About, Draft)] = [
            (.entry(act), note(ca.act(act).hash)), (.entry(thing), note(ca.registerAct(thing).hash)),
            (.entry(record), note(ca.record(record).hash)), (.item(ItemID("M-1")!), try note("M-1")),
        ]
        for (subject, draft) in about {
            let place = try ca.say(draft, by: 6)
            #expect(ca.state.world.remarks.notes(about: subject).map(\.place) == [place])
        }
        let files = [EQuestionTests.part("file-1"), EQuestionTests.part("file-8"), EQuestionTests.part("text")]
        try ca.say(try note("M-1", files), by: 5)
        let last = try #require(ca.state.world.remarks.notes(about: .item(ItemID("M-1")!)).last)
        #expect(last.parts == ["file-1", "file-8", "text"] && last.person == 5)
        for (old, new) in zip(before, ca.state.world.registerHashes) {
            #expect((old.hash == new.hash) == (new.name != "notes"), "\(new.name)")
        }
        // What is over is written about, too; and the same words a second time are a second note.
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
        #expect(ca.inEffect(act))
        try ca.say(note(ca.act(act).hash), by: 6)
        #expect(ca.state.world.remarks.notes(about: .entry(act)).count == 2)
    }

    @Test("P-6: words and files may be for some only, under the policy's exception, and concern their signer")
    func restricted() throws {
        var (ca, _, _, record) = try played()
        let part = EQuestionTests.part("file-1", audience: "council", exception: "personal")
        let place = try ca.say(note(ca.record(record).hash, [part]), by: 6)
        #expect(ca.state.world.contents.places(about: .person(6)) == [place])
        #expect(ca.state.world.contents.bearer(at: place)?.parts == ["file-1"])
        refused("P-6", ca, "restricted by no exception") { ca in
            try ca.say(note(ca.record(record).hash, [EQuestionTests.part("text", audience: "council")]), by: 6)
        }
    }

    @Test("P-35, P-4: a note is about one thing that exists")
    func subject() throws {
        var (ca, act, _, record) = try played()
        let motion = try ca.open(
            try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1))
        let noted = try ca.say(note(ca.act(act).hash), by: 6)
        let hash = try #require(ca.state.log.rows[noted].hash)
        for wrong in [ca.authority.motion(at: motion)!.hash, hash, ca.authority.founding!.hash] {
            refused("P-35", ca) { try $0.say(note(wrong), by: 6) }
        }
        refused("P-4", ca, "nothing of that hash") { try $0.say(note(.of([1])), by: 6) }
        refused("P-35", ca, "no such medium") { try $0.say(try note("M-9"), by: 6) }
        for item in ["p5", "A-\(act)", "R-\(record)", "Q-1", "X-1", "ZZZ-1"] {
            refused("P-4", ca, "\(item) is no thing of a register") { try $0.say(try note(item), by: 6) }
        }
        let medium = ca.state.world.physical.media[ID<Medium>(1)]
        let old = Head(root: ca.state.log.roots[medium.born], size: medium.born)
        refused("P-35", ca, "not there at the signer's head") { try $0.say(try note("M-1"), by: 6, head: old) }
        let item = JSON.string("M-1")
        for (body, of) in [
            (JSON.object([]), nil), (.line(["item": item]), ca.act(act).hash), (.line(["other": item]), nil),
            (.line(["item": .integer(1)]), nil), (.line(["item": .string(String(repeating: "M", count: 900))]), nil),
            (.line(["item": item, "other": item]), nil),
        ] as [(JSON, Digest?)] {
            refused("P-4", ca, "\(body)") { ca in
                try ca.say(filled(Draft("record/note", body, of: of, under: ["P-40"]), nil), by: 6)
            }
        }
    }

    @Test("P-4, P-6, P-7: a note carries words or files, and nothing else")
    func form() throws {
        let (ca, act, _, _) = try played()
        let hash = ca.act(act).hash
        for parts in [
            [], [EQuestionTests.part("reason")], [EQuestionTests.part("file-9"), EQuestionTests.part("text")],
        ] {
            refused("P-6", ca) { try $0.say(note(hash, parts), by: 6) }
        }
        refused("P-4", ca, "a slot") { ca in
            var draft = note(hash)
            draft.slot = "keeper"
            try ca.say(draft, by: 6)
        }
        refused("P-7", ca, "an enclosure") { ca in
            var draft = note(hash)
            draft.enclosures = [ca.enclose([1, 2, 3])]
            try ca.say(draft, by: 6)
        }
    }

    @Test("P-40, P-55: who writes notes is the policy's, and nobody hangs pictures on an item with a stolen key")
    func writers() throws {
        var (ca, act, _, _) = try played()
        let hash = ca.act(act).hash
        for person in [9, 10] {
            refused("RP-3.1", ca, "p\(person) is in no office") { try $0.say(note(hash), by: person) }
        }
        let passkey = try ca.furtherKey(6, form: .webauthn)
        let second = try ca.furtherKey(8)
        try ca.say(note(hash), by: 6, with: passkey)
        var stopped = ca
        try stopped.stop("p8", by: 8, slot: "person")
        refused("P-55", stopped) { try $0.say(note(hash), by: 8) }
        try ca.stop(second.publicKey.fingerprint.hex, by: 8, slot: "person")
        refused("P-55", ca) { try $0.say(note(hash), by: 8, with: second) }
        try ca.say(note(hash), by: 8)
        // The policy can ask that they are signed at one's own machine, and names who writes them.
        try ca.changePolicy([
            ["records", "record/note", "local"]: .bool(true),
            ["records", "record/note", "performer"]: .texts(["reviewers"]),
        ])
        ca.wait(10)
        refused("RP-3.1", ca) { try $0.say(note(hash), by: 6) }
        refused("P-42", ca) { ca in
            let page = try ca.furtherKey(7, form: .webauthn)
            ca.wait(10)
            try ca.say(note(hash), by: 7, with: page)
        }
        try ca.say(note(hash), by: 7)
    }
}
