import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, P-22: disowning.
struct CDisownTests {
    private func body(_ key: SoftwareKey, _ since: Int) -> JSON {
        .line(["key": .string(key.publicKey.fingerprint.hex), "since": .integer(since)])
    }
    private func answer(_ entry: Int, _ answer: String = "confirmed", disowning: Int = 1) -> JSON {
        .line([
            "answer": .string(answer), "disowning": .string("D-\(disowning)"), "entry": .integer(entry),
        ])
    }
    private func answered(_ ca: inout TestCA, _ entry: Int, _ what: String, by people: [Int] = [3, 4]) throws {
        let act = try ca.propose(AnswerDisowned.kind, answer(entry, what), by: people[0], slot: "answer")
        try ca.sign(act, "answer", by: people[1])
    }
    private func found(_ ca: TestCA) -> [String] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == "disowned" }.map(\.about.text)
    }

    @Test(
        "P-22: what took effect through the key from the place on is a finding, and no breach; what came before is none"
    )
    func findings() throws {
        var ca = try ERecordTests().stocked()
        let records = ERecordTests()
        let stolen = try ca.furtherKey(7)
        let before = try ca.propose("register/store.enter", .line(["label": .string("a")]), by: 5, slot: "keeper")
        try ca.signThing(before, "reviewer", by: 7, with: stolen)
        ca.wait(60)
        let since = ca.entries.count
        let open = try ca.propose("register/store.enter", .line(["label": .string("b")]), by: 5)
        try ca.signThing(open, "reviewer", by: 7, with: stolen)
        let thing = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 5, slot: "keeper")
        try ca.signThing(thing, "reviewer", by: 7, with: stolen)
        let add = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 5)
        for person in [1, 2] { try ca.sign(add, "council", by: person) }
        ca.wait(60)
        let proposed = try ca.say(
            .of(ca.kind("authority/list.add"), listed(6, "machine-room")), by: 7, with: stolen)
        for person in [1, 2] { try ca.sign(proposed, "council", by: person) }
        let record = try ca.say(records.erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7, with: stolen)
        let claimed = try ca.say(records.erasure(happened: ca.now), by: 5)
        // What p7 signed with their own key in the same days is nobody's doubt.
        let own = try ca.propose("register/store.enter", .line(["label": .string("d")]), by: 5, slot: "keeper")
        try ca.signThing(own, "reviewer", by: 7)
        #expect(found(ca).isEmpty)
        try ca.disown(stolen, of: 7, since: since, with: stolen)
        #expect(found(ca) == ["A-\(thing)", "A-\(proposed)", "R-\(record)"])
        #expect(ca.record(record).breaches.isEmpty && ca.record(claimed).complete == nil)
        #expect(ca.thingInEffect(thing) && ca.inEffect(proposed), "it stands until two others say")
    }

    @Test("P-22: a motion that was voted on or closed through the key is a finding")
    func motion() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(2)
        ca.wait(60)
        let since = ca.entries.count
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        for person in 1...3 { try ca.vote(motion, .yes, by: person, with: person == 2 ? stolen : nil) }
        try ca.vote(motion, .abstain, by: 4)
        for person in [1, 3] { try ca.close(motion, by: person) }
        try ca.disown(stolen, of: 2, since: since, with: stolen)
        #expect(found(ca) == ["B-\(motion)"])
        try answered(&ca, motion, "reversed", by: [5, 7])
        #expect(found(ca).isEmpty)
        #expect(ca.authority.membership(of: 10, in: "keepers", at: ca.now) == nil, "what it gave is taken back")
    }

    @Test("P-22: disowning ends the key as a revocation does: by itself at once, by another both are suspended")
    func ends() throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        var other = ca
        try ca.disown(second, of: 5, since: 40, with: second)
        #expect(ca.authority.key(second.publicKey.fingerprint)?.key.revoked != nil)
        #expect(ca.authority.key(ca.key(5).publicKey.fingerprint)?.key.stopped == nil)
        try other.disown(second, of: 5, since: 40, with: other.key(5))
        for key in [second, other.key(5)] {
            #expect(other.authority.key(key.publicKey.fingerprint)?.key.stopped != nil)
            #expect(other.authority.key(key.publicKey.fingerprint)?.key.revoked == nil)
        }
    }

    @Test("P-22: a revoked key can be disowned; the same again only from an earlier place")
    func revoked() throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        try ca.say(
            .of(ca.kind(RevokeKey.kind), .line(["key": .string(second.publicKey.fingerprint.hex)]), slot: "owner"),
            by: 5, with: second)
        try ca.disown(second, of: 5, since: 60, with: ca.key(5))
        #expect(ca.authority.key(ca.key(5).publicKey.fingerprint)?.key.stopped == nil, "nothing to suspend")
        refused("P-22", ca) { try $0.disown(second, of: 5, since: 60, with: $0.key(5)) }
        try ca.disown(second, of: 5, since: 50, with: ca.key(5))
        #expect(ca.authority.disownings.count == 2)
    }

    @Test("P-22: nobody disowns another's key, nor with a stopped key, nor what does not exist")
    func who() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(6)
        refused("RP-1.4", ca) { try $0.propose(DisownKey.kind, body(stolen, 40), by: 5) }
        refused("P-35", ca, "a place to come") { try $0.disown(stolen, of: 6, since: 9999, with: $0.key(6)) }
        try ca.stop(stolen.publicKey.fingerprint.hex, by: 5, slot: "leader")
        refused("P-55", ca, "a thief makes no findings out of what its owner signed") {
            try $0.disown(stolen, of: 6, since: 40, with: stolen)
        }
    }

    @Test("P-22: it reaches back 30 days of recorded time, and further by a ruling, of which there is none")
    func reach() throws {
        var ca = try small()
        let place = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        ca.now = ca.state.log.rows[place].recorded.adding(30 * 86_400 - 60)
        var late = ca
        late.wait(1)
        refused("P-22", late) { try $0.disown($0.key(6), of: 6, since: place, with: $0.key(6)) }
        try ca.disown(ca.key(6), of: 6, since: place, with: ca.key(6))
    }

    /// p5's stolen key signs p6 onto the list, and p5 disowns it.
    private func stolenList() throws -> (ca: TestCA, act: Int) {
        var ca = try small()
        let stolen = try ca.furtherKey(5)
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 2)
        try ca.sign(act, "manager", by: 5, with: stolen)
        try ca.sign(act, "council", by: 1)
        try ca.disown(stolen, of: 5, since: act, with: stolen)
        return (ca, act)
    }

    @Test("P-22, P-30: two others who took no part confirm or reverse it, each once")
    func two() throws {
        var (ca, act) = try stolenList()
        #expect(found(ca) == ["A-\(act)"])
        for person in [1, 2] {
            refused("P-30", ca, "p\(person) signed or proposed it") {
                try $0.propose(AnswerDisowned.kind, answer(act), by: person, slot: "answer")
            }
        }
        refused("RP-1.4", ca, "the person himself") {
            try $0.propose(AnswerDisowned.kind, answer(act), by: 5, slot: "answer")
        }
        refused("RP-1.4", ca, "in no office") { try $0.propose(AnswerDisowned.kind, answer(act), by: 10) }
        refused("P-35", ca) { try $0.propose(AnswerDisowned.kind, answer(9999), by: 3) }
        refused("P-42", ca, "by page") { ca in
            let passkey = try ca.furtherKey(3, form: .webauthn, witnesses: [1, 2])
            ca.wait(60)
            try ca.say(.of(ca.kind(AnswerDisowned.kind), answer(act), slot: "answer"), by: 3, with: passkey)
        }
        try answered(&ca, act, "confirmed")
        #expect(found(ca).isEmpty && ca.authority.membership(of: 6, in: "machine-room", at: ca.now) != nil)
        refused("P-22", ca, "answered") { try $0.propose(AnswerDisowned.kind, answer(act, "reversed"), by: 3) }
    }

    @Test("P-22: one alone answers nothing, whatever a policy says")
    func floor() throws {
        var (ca, act) = try stolenList()
        let ways = JSON.array([
            .array([.line(["count": .integer(1), "name": .string("answer"), "pool": .texts(["office"])])])
        ])
        try ca.changePolicy([["kinds", AnswerDisowned.kind, "ways"]: ways])
        let open = try ca.propose(AnswerDisowned.kind, answer(act), by: 3, slot: "answer")
        #expect(!ca.inEffect(open))
        try ca.sign(open, "answer", by: 4)
        #expect(ca.inEffect(open))
    }

    @Test(
        "P-22: reversing takes back what the act gave: a seat, a key, the end of a stop",
        arguments: ["seat", "key", "stop"])
    func reversed(what: String) throws {
        var ca = try small()
        let owner = what == "seat" ? 1 : 7
        let stolen = try ca.furtherKey(owner)
        let act: Int
        switch what {
        case "seat":
            act = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 7)
            try ca.sign(act, "manager", by: 5)
            try ca.sign(act, "council", by: 1, with: stolen)
        case "key":
            act = try ca.propose(
                EnrolPerson.kind, .line(["key": .string(ca.key(20).publicKey.openSSH)]), by: 5)
            try ca.sign(act, "holder", by: 0, with: ca.key(20))
            try ca.sign(act, "witness", by: 1)
            try ca.sign(act, "witness", by: 7, with: stolen)
        default:
            try ca.stop(ca.key(6).publicKey.fingerprint.hex, by: 5, slot: "leader")
            ca.wait(73 * 3600)
            act = try ca.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: 1, slot: "restorer")
            try ca.sign(act, "restorer", by: 7, with: stolen)
        }
        #expect(ca.inEffect(act))
        try ca.disown(stolen, of: owner, since: act, with: stolen)
        try answered(&ca, act, "reversed")
        switch what {
        case "seat": #expect(ca.authority.membership(of: 8, in: "machine-room", at: ca.now) == nil)
        case "key": #expect(ca.authority.key(ca.key(20).publicKey.fingerprint)?.key.revoked != nil)
        default: #expect(ca.authority.key(ca.key(6).publicKey.fingerprint)?.key.stopped != nil)
        }
    }

    @Test("P-22: a gate that opened on a disowned record stays open until two others reverse the record")
    func gate() throws {
        var (ca, record) = try ERecordTests().disowned()
        var opened = ca
        try ERecordTests().retire(&opened)
        try answered(&ca, record, "reversed")
        refused("SP-2.2.3.3b", ca) { try ERecordTests().retire(&$0) }
    }

    @Test("P-22: a name that a stolen key gave is nobody's once two others reversed it")
    func name() throws {
        var ca = try small()
        let own = try ca.describe(8, ["name"])
        let stolen = try ca.furtherKey(8)
        ca.wait(60)
        var draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(8)]), slot: "self")
        draft.detached = [.personal("name")]
        let given = try ca.say(draft, by: 8, with: stolen)
        #expect(ca.state.name(of: 8)?.statement == ca.registerAct(given).hash)
        try ca.disown(stolen, of: 8, since: given, with: stolen)
        try answered(&ca, given, "reversed")
        #expect(ca.state.name(of: 8)?.statement == ca.registerAct(own).hash)
    }

    @Test("P-22, K-8: an act on things that two others reversed opens nothing, though it took several signatures")
    func actOnThings() throws {
        let computers = ComputerTests()
        var ca = try computers.ready()
        let stolen = try ca.furtherKey(7)
        ca.wait(60)
        let body = JSON.line(["computer": .string("H-1")])
        let act = try ca.propose("register/computer.serve", body, by: 5)
        try ca.signThing(act, "keeper", by: 6)
        let effect = try ca.signThing(act, "reviewer", by: 7, with: stolen)
        #expect(computers.state(ca) == .inService)
        try ca.disown(stolen, of: 7, since: act, with: stolen)
        let id = ItemID(prefix: "H", number: 1)
        #expect(!ca.state.world.isReversed(effectAt: effect, on: id))
        try answered(&ca, act, "reversed")
        #expect(computers.state(ca) == .acquired)
        #expect(ca.state.world.isReversed(effectAt: effect, on: id))
        #expect(!ca.state.world.isReversed(effectAt: effect, on: ItemID(prefix: "H", number: 2)))
        #expect(!ca.state.world.isReversed(effectAt: act, on: id), "it names the effect")
        try computers.act("serve", &ca)
        #expect(computers.state(ca) == .inService)
    }

    @Test("P-22, K-8: what an act ended goes on when two others reverse that act: a store, a medium, a system")
    func reversedEnds() throws {
        var ca = try ERecordTests().stocked()
        let stolen = try ca.furtherKey(7)
        ca.wait(60)
        let store = try ca.propose("register/store.close", .line(["store": .string("S-2")]), by: 5)
        try ca.signThing(store, "keeper", by: 6)
        try ca.signThing(store, "reviewer", by: 7, with: stolen)
        func isClosed(_ ca: TestCA) -> Bool { Register.named("stores")?.state(of: 2, in: ca.state.world) == "closed" }
        #expect(isClosed(ca))
        let media = MediaCase()
        try media.did("erase", &ca)
        let retire = try ca.propose(
            "register/medium.retire", .line(["fate": .string("destroyed"), "medium": .string("M-1")]), by: 5)
        try ca.signThing(retire, "keeper", by: 6)
        try ca.signThing(retire, "reviewer", by: 7, with: stolen)
        #expect(media.state(ca) == .retired)
        try ca.disown(stolen, of: 7, since: store, with: stolen)
        try answered(&ca, store, "reversed")
        try answered(&ca, retire, "reversed")
        #expect(!isClosed(ca) && media.state(ca) == .ready)
        #expect(try media.breaches(&ca) { try media.did("destroy", &$0) }.contains("SP-2.2.3.3b"), "not retired")
    }

    @Test("SP-2.2.3.3b, P-22: a medium whose entry two others reversed is in no store")
    func reversedEntry() throws {
        var ca = try ERecordTests().stocked()
        let stolen = try ca.furtherKey(7)
        ca.wait(60)
        let act = try ca.propose("register/medium.enter", .medium("z", sort: "paper"), by: 5)
        try ca.signThing(act, "keeper", by: 6)
        try ca.signThing(act, "reviewer", by: 7, with: stolen)
        let body = JSON.line(["fate": .string("destroyed"), "medium": .string("M-2")])
        try ca.disown(stolen, of: 7, since: act, with: stolen)
        var before = ca
        try before.propose("register/medium.retire", body, by: 5)
        try answered(&ca, act, "reversed")
        refused("SP-2.2.3.3b", ca) { try $0.propose("register/medium.retire", body, by: 5) }
    }
}
