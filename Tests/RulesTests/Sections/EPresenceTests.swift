import Ledger
import Rules
import TestWorld
import Testing

/// Who came and went while a record went on (P-41, decision 0055). The attacks stand here one by one.
struct EPresenceTests {
    let records = ERecordTests()

    /// An erasure that p5 performs and p7 is to observe; its place.
    func erasing() throws -> (ca: TestCA, place: Int) {
        var ca = try records.stocked()
        ca.wait(60)
        let place = try ca.say(records.erasure(happened: ca.now), by: 5)
        ca.wait(60)
        return (ca, place)
    }
    @discardableResult
    func join(_ ca: inout TestCA, _ place: Int, by person: Int, role: String = "relief", ago: Int = 0) throws -> Int {
        try ca.say(.join(ca.record(place), role: role, happened: ca.now.adding(-ago)), by: person)
    }
    @discardableResult
    func leave(_ ca: inout TestCA, _ place: Int, by person: Int, ago: Int = 0) throws -> Int {
        try ca.say(.leave(ca.record(place), happened: ca.now.adding(-ago)), by: person)
    }
    func present(_ ca: TestCA, _ place: Int) -> [Int] { ca.record(place).present.map(\.person) }

    @Test("P-41: who joins is present until they leave, and no register takes notice")
    func comings() throws {
        var (ca, place) = try erasing()
        #expect(present(ca, place) == [5, 7], "whom the record names is there since its beginning")
        let before = ca.state.world.registerHashes
        let joined = try join(&ca, place, by: 8, ago: 30)
        #expect(present(ca, place) == [5, 7, 8])
        let presence = try #require(ca.record(place).presences.first)
        #expect(presence.joined == joined && presence.from == ca.now.adding(-30) && presence.breaches.isEmpty)
        #expect(ca.state.world.counts(presence))
        ca.wait(600)
        let left = try leave(&ca, place, by: 8)
        #expect(present(ca, place) == [5, 7] && ca.record(place).presences.first?.left == left)
        // One may come again, as often as it takes.
        try join(&ca, place, by: 8)
        try leave(&ca, place, by: 8)
        #expect(ca.record(place).presences(of: 8).count == 2)
        // Whom the record itself names can go, too.
        try leave(&ca, place, by: 7)
        #expect(present(ca, place) == [5])
        for (old, new) in zip(before, ca.state.world.registerHashes) {
            #expect((old.hash == new.hash) == (new.name != "records"), "\(new.name)")
        }
        #expect(ca.record(place).complete == nil && ca.record(place).breaches.isEmpty)
        try ca.say(.observe(ca.record(place)), by: 7)
        #expect(ca.record(place).opensGates, "presence completes and spoils nothing")
        #expect(ca.record(place).people == [5, 7, 8])
        refused("P-43", ca, "who was there attests nothing") { ca in
            try ca.say(Draft("record/attest", of: ca.record(place).hash, under: ["P-43"]), by: 8)
        }
    }

    @Test("P-41: nobody is present twice in one record, and nobody leaves where they are not")
    func twice() throws {
        var (ca, place) = try erasing()
        refused("P-40", ca, "leave needs a join") { try leave(&$0, place, by: 8) }
        for person in [5, 7] { refused("P-41", ca, "p\(person) is in it") { try join(&$0, place, by: person) } }
        try join(&ca, place, by: 8)
        refused("P-41", ca) { try join(&$0, place, by: 8) }
        try leave(&ca, place, by: 8)
        refused("P-40", ca) { try leave(&$0, place, by: 8) }
        // The very same statement once more: the first layer remembers it.
        let again = ca.offered
        refused("P-5", ca) { _ = try $0.enter(Array(again.dropLast(30))) }
    }

    @Test("P-41: one person does not come more than sixteen times, or a record would grow without end")
    func often() throws {
        var (ca, place) = try erasing()
        for _ in 0..<OpenRecord.comingsMost {
            try join(&ca, place, by: 8)
            try leave(&ca, place, by: 8)
        }
        refused("P-41", ca) { try join(&$0, place, by: 8) }
        try join(&ca, place, by: 6)
    }

    @Test("P-35, P-4: “of” names a record that keeps presence, and the log holds it", arguments: [false, true])
    func subject(leaving: Bool) throws {
        var (ca, place) = try erasing()
        let move = try ca.say(records.move(to: "S-2", happened: ca.now), by: 5)
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let thing = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5)
        let joined = try join(&ca, place, by: 8)
        func draft(_ hash: Digest, _ ca: TestCA) -> Draft {
            var draft = Draft.join(ca.record(place), role: "relief", happened: ca.now)
            if leaving { draft = .leave(ca.record(place), happened: ca.now) }
            draft.of = hash
            return draft
        }
        let hash = try #require(ca.state.log.rows[joined].hash)
        for wrong in [ca.act(act).hash, ca.registerAct(thing).hash, hash, ca.authority.founding!.hash] {
            refused("P-35", ca) { try $0.say(draft(wrong, $0), by: 6) }
        }
        refused(leaving ? "P-40" : "P-41", ca, "a move keeps no presence") { ca in
            try ca.say(draft(ca.record(move).hash, ca), by: 6)
        }
        refused("P-4", ca, "nothing of that hash") { try $0.say(draft(.of([1, 2, 3]), $0), by: 6) }
        refused("P-35", ca, "nothing at all") { ca in
            var nothing = draft(hash, ca)
            nothing.of = nil
            try ca.say(nothing, by: 6)
        }
    }

    @Test("P-55: whoever joins an act on things, forced into the log, has no part in it and stops it not")
    func joinedAct() throws {
        var (ca, place) = try erasing()
        let thing = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        var draft = Draft.join(ca.record(place), role: "relief", happened: ca.now)
        draft.of = ca.registerAct(thing).hash
        #expect(throws: Refusal.self) { try ca.say(draft, by: 8) }
        try ca.force(ca.offered)
        refused("RP-1.5", ca) { try $0.stop("A-\(thing)", by: 8, slot: "person") }
    }

    @Test("P-4, P-6, P-7: a joining says when and in which role, a leaving when, and nothing else")
    func form() throws {
        var (ca, place) = try erasing()
        let hash = ca.record(place).hash
        let now = JSON.string(ca.now.text)
        let bodies: [JSON] = [
            .object([]), .line(["happened": now]), .line(["role": .string("relief")]),
            .line(["happened": now, "role": .string("relief"), "more": now]),
            .line(["happened": .string("now"), "role": .string("relief")]),
            .line(["happened": now, "role": .string(String(repeating: "r", count: 65))]),
            .line(["happened": now, "role": .integer(1)]),
        ]
        for body in bodies {
            refused("P-4", ca, "\(body)") { try $0.say(Draft("record/join", body, of: hash, under: ["P-41"]), by: 8) }
        }
        for role in ["observer", "performer", "friend", ""] where !role.isEmpty {
            refused("P-41", ca, "\(role) does not come later") { try join(&$0, place, by: 8, role: role) }
        }
        try join(&ca, place, by: 8)
        for body in [JSON.object([]), .line(["happened": now, "role": .string("relief")])] {
            refused("P-4", ca) { try $0.say(Draft("record/leave", body, of: hash, under: ["P-41"]), by: 8) }
        }
        for verb in ["join", "leave"] {
            let body =
                verb == "join"
                ? JSON.line(["happened": now, "role": .string("relief")]) : .line(["happened": now])
            let person = verb == "join" ? 6 : 8
            func said(_ rule: String, _ change: @escaping (inout Draft, inout TestCA) -> Void) {
                refused(rule, ca, "\(verb)") { ca in
                    var draft = Draft("record/\(verb)", body, of: hash, under: ["P-41"])
                    change(&draft, &ca)
                    try ca.say(draft, by: person)
                }
            }
            said("P-4") { draft, _ in draft.slot = "relief" }
            said("P-7") { draft, ca in draft.enclosures = [ca.enclose([1, 2, 3])] }
            said("P-6") { draft, _ in draft.detached = [EQuestionTests.part("hidden")] }
            said("P-6") { draft, _ in draft.detached = [EQuestionTests.part("reason", audience: "council")] }
        }
    }

    /// What is true is kept: in breach, beside the record and not in it.
    @Test(
        "P-40: a coming that breaks a rule is kept, and puts nobody else's record in breach",
        arguments: [
            ("outside", "RP-2.3b"), ("stopped", "P-55"), ("key stopped", "P-55"), ("page", "P-42"), ("future", "P-41"),
            ("full", "SP-2.2.3.3b"), ("left before", "P-41"), ("left by page", "P-42"),
        ])
    func breach(what: String, clause: String) throws {
        var (ca, place) = try erasing()
        let passkey = try ca.furtherKey(8, form: .webauthn)
        let second = try ca.furtherKey(8, seed: "third")
        let draft = Draft.join(ca.record(place), role: "relief", happened: ca.now)
        var person = 8
        switch what {
        case "outside":
            person = 10
            try join(&ca, place, by: 10)
        case "stopped":
            try ca.stop("p8", by: 8, slot: "person")
            try join(&ca, place, by: 8)
        case "key stopped":
            try ca.stop(second.publicKey.fingerprint.hex, by: 8, slot: "person")
            try ca.say(draft, by: 8, with: second)
        case "page": try ca.say(draft, by: 8, with: passkey)
        case "future": try join(&ca, place, by: 8, ago: -86_400)
        case "full": for other in [1, 2, 3, 4, 8] { try join(&ca, place, by: other) }
        case "left before":
            try join(&ca, place, by: 8)
            try leave(&ca, place, by: 8, ago: 60)
        default:
            try join(&ca, place, by: 8)
            try ca.say(.leave(ca.record(place), happened: ca.now), by: 8, with: passkey)
        }
        let presence = try #require(ca.record(place).presences(of: person).last)
        #expect(presence.breaches.map(\.clause).contains(clause), "\(presence.breaches)")
        #expect(!ca.state.world.counts(presence))
        #expect(
            ca.found("presence-in-breach").contains {
                $0.about == .item("R-\(place)") && $0.cause.begun == .entry(presence.joined)
            })
        try ca.say(.observe(ca.record(place)), by: 7)
        #expect(ca.record(place).opensGates)
    }

    @Test("P-43: a coming or going that is said late is kept, and counts for nothing that opens")
    func late() throws {
        var (ca, place) = try erasing()
        ca.wait(90_000)
        try join(&ca, place, by: 8, ago: 86_401)
        #expect(ca.record(place).presences[0].late && !ca.state.world.counts(ca.record(place).presences[0]))
        try join(&ca, place, by: 6, ago: 86_400)
        #expect(!ca.record(place).presences[1].late)
        ca.wait(100)
        try leave(&ca, place, by: 6, ago: 86_401)
        #expect(ca.record(place).presences[1].late)
    }

    @Test("P-55: the stopped can leave, and a stopped key's leaving is no breach of its own")
    func stoppedLeaves() throws {
        var (ca, place) = try erasing()
        try join(&ca, place, by: 8)
        try ca.stop("p8", by: 8, slot: "person")
        try leave(&ca, place, by: 8)
        #expect(ca.record(place).presences[0].breaches.isEmpty)
    }

    @Test("P-41: who is present in two records at once counts in neither, until one is left")
    func elsewhere() throws {
        var (ca, place) = try erasing()
        let other = try ca.say(records.erasure(happened: ca.now), by: 5)
        try join(&ca, place, by: 8)
        try join(&ca, other, by: 8)
        #expect(ca.state.world.recordIndex.occasions(of: 8).count == 2)
        let found = ca.found("present-twice")
        #expect(found.map(\.about.text) == ["p8"])
        for record in [place, other] {
            #expect(!ca.state.world.counts(ca.record(record).presences[0]))
            #expect(ca.record(record).presences[0].breaches.isEmpty, "it may be the leaving that came late")
        }
        #expect(ca.state.tasks(for: 8, at: ca.now).count { $0.rule.name == "leave" } == 2)
        // The leaving was signed before the second coming and comes after it.
        try leave(&ca, place, by: 8, ago: 5)
        #expect(ca.found("present-twice").isEmpty)
        #expect(ca.state.world.counts(ca.record(other).presences[0]))
    }

    @Test("P-22: what a disowned key said of a presence is answered by itself, and the record stands")
    func disowned() throws {
        var (ca, place) = try erasing()
        let stolen = try ca.furtherKey(8)
        ca.wait(60)
        let joined = try ca.say(.join(ca.record(place), role: "relief", happened: ca.now), by: 8, with: stolen)
        try ca.say(.observe(ca.record(place)), by: 7)
        try ca.disown(stolen, of: 8, since: joined, with: ca.key(8))
        #expect(ca.state.disowned().map(\.entry) == [joined])
        func answer(_ ca: inout TestCA, _ entry: Int) throws {
            let body = JSON.line([
                "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(entry),
            ])
            try ca.sign(ca.propose(AnswerDisowned.kind, body, by: 1, slot: "answer"), "answer", by: 2)
        }
        refused("P-22", ca, "the record rests on no such key") { try answer(&$0, place) }
        try answer(&ca, joined)
        #expect(!ca.state.world.counts(ca.record(place).presences[0]))
        #expect(ca.record(place).opensGates && !ca.state.world.isDenied(place))
    }

    @Test("P-41: a chain of hashes is signed offline, before the first of them has a number, and enters in order")
    func offline() throws {
        var ca = try records.stocked()
        ca.wait(60)
        let opening = ca.statement(records.erasure(happened: ca.now), by: 5, window: 30 * 86_400)
        let hash = Digest.of(opening.line())
        let head = ca.state.log.head
        func later(_ draft: Draft, by person: Int) -> [UInt8] {
            var draft = draft
            draft.of = hash
            return ca.key(person).signed(ca.statement(draft, by: person, head: head, window: 30 * 86_400))
        }
        let now = JSON.string(ca.now.text)
        let join = later(
            Draft("record/join", .line(["happened": now, "role": .string("relief")]), under: ["P-41"]), by: 8)
        let leave = later(Draft("record/leave", .line(["happened": now]), under: ["P-41"]), by: 8)
        let sign = later(Draft("record/sign", under: ["P-41"]), by: 7)
        // Before its opening a joining fails the first layer and leaves no trace: nobody burns it by entering it early.
        refused("P-4", ca) { try $0.enter(join) }
        try ca.force(ca.offered)
        ca.wait(2 * 86_400)
        let place = try ca.enter(ca.key(5).signed(opening))
        refused("P-40", ca, "out of order: not there yet") { try $0.enter(leave) }
        for statement in [join, leave, sign] { try ca.enter(statement) }
        #expect(ca.record(place).presences.map(\.person) == [8] && present(ca, place) == [5, 7])
        #expect(ca.record(place).late && ca.record(place).complete != nil)
    }
}
