import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, P-22 and P-30: what disowning and its answers must not be used for.
struct CAnswerTests {
    private func answer(_ entry: Int, _ answer: String = "reversed", disowning: Int = 1) -> JSON {
        .line([
            "answer": .string(answer), "disowning": .string("D-\(disowning)"), "entry": .integer(entry),
        ])
    }
    private func reverse(_ ca: inout TestCA, _ entry: Int, by people: [Int]) throws {
        let act = try ca.propose(AnswerDisowned.kind, answer(entry), by: people[0], slot: "answer")
        try ca.sign(act, "answer", by: people[1])
    }
    private func found(_ ca: TestCA) -> [String] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == "disowned" }.map(\.about.text)
    }

    @Test("P-22: who disowns a key of his own lets nobody take back what that key never signed")
    func others() throws {
        var ca = try ERecordTests().stocked()
        let own = try ca.furtherKey(6)
        let seat = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 5)
        for person in [1, 2] { try ca.sign(seat, "council", by: person) }
        let thing = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 5, slot: "keeper")
        try ca.signThing(thing, "reviewer", by: 7)
        let record = try ca.say(ERecordTests().erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7)
        try ca.disown(own, of: 6, since: seat, with: own)
        #expect(found(ca).isEmpty)
        for entry in [seat, thing, record, record + 1, 0] {
            refused("P-22", ca, "entry \(entry)") {
                try $0.propose(AnswerDisowned.kind, answer(entry), by: 3, slot: "answer")
            }
        }
    }

    @Test("P-22: what the key signed before the place from which it is disowned is not answered")
    func before() throws {
        var ca = try ERecordTests().stocked()
        let stolen = try ca.furtherKey(7)
        let thing = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 5, slot: "keeper")
        try ca.signThing(thing, "reviewer", by: 7, with: stolen)
        var all = ca
        try ca.disown(stolen, of: 7, since: ca.entries.count - 1, with: stolen)
        #expect(found(ca) == ["A-\(thing)"])
        all.wait(60)
        let open = try all.propose("register/store.enter", .line(["label": .string("d")]), by: 5, slot: "keeper")
        try all.disown(stolen, of: 7, since: open, with: stolen)
        refused("P-22", all) { try $0.propose(AnswerDisowned.kind, answer(thing), by: 3, slot: "answer") }
    }

    @Test("P-22: what a key signs after witnesses gave it back is its person's; it can be disowned anew")
    func givenBack() throws {
        var ca = try small()
        let thief = try ca.furtherKey(7)
        try ca.disown(ca.key(7), of: 7, since: ca.entries.count - 1, with: thief)
        let stops = ca.authority.stops.filter { $0.target == .key(ca.key(7).publicKey.fingerprint) }.map(\.number)
        try ca.endStop(stops[0], by: [1, 5])
        ca.wait(60)
        let since = ca.entries.count
        let seat = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 7)
        for person in [1, 2] { try ca.sign(seat, "council", by: person) }
        #expect(ca.inEffect(seat) && found(ca).isEmpty)
        refused("P-22", ca) { try $0.propose(AnswerDisowned.kind, answer(seat), by: 3, slot: "answer") }
        try ca.disown(ca.key(7), of: 7, since: since, with: ca.key(7))
        #expect(found(ca) == ["A-\(seat)"])
        try ca.propose(AnswerDisowned.kind, answer(seat, "confirmed", disowning: 2), by: 3, slot: "answer")
    }

    @Test("P-30: neither whom the act names, nor who voted on it or closed it, answers for it")
    func part() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(2)
        ca.wait(60)
        // p3 only votes, p4 only closes.
        let act = try ca.propose("authority/team.lead", member(6, "keepers"), by: 1)
        let motion = try ca.open(act)
        for person in 1...3 { try ca.vote(motion, .yes, by: person, with: person == 2 ? stolen : nil) }
        ca.wait(73 * 3600)
        for person in [1, 4] { try ca.close(motion, by: person) }
        try ca.disown(stolen, of: 2, since: act, with: stolen)
        for person in [1, 3, 4, 6] {
            refused("P-30", ca, "p\(person)") {
                try $0.propose(AnswerDisowned.kind, answer(motion, "confirmed"), by: person, slot: "answer")
            }
        }
        try reverse(&ca, motion, by: [5, 7])
        #expect(ca.authority.leadership(of: 6, over: "keepers", at: ca.now) == nil)
    }

    @Test("P-30: who performed or observed a record, or signed for a thing, does not answer for it")
    func things() throws {
        var ca = try ERecordTests().stocked()
        let stolen = try ca.furtherKey(7)
        ca.wait(60)
        let record = try ca.say(ERecordTests().erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7, with: stolen)
        let thing = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 6)
        try ca.signThing(thing, "reviewer", by: 7, with: stolen)
        try ca.signThing(thing, "keeper", by: 5)
        try ca.disown(stolen, of: 7, since: record, with: stolen)
        #expect(found(ca) == ["R-\(record)", "A-\(thing)"])
        for (entry, person) in [(record, 5), (thing, 6), (thing, 5)] {
            refused("P-30", ca, "p\(person)") {
                try $0.propose(AnswerDisowned.kind, answer(entry, "confirmed"), by: person, slot: "answer")
            }
            let open = try ca.propose(AnswerDisowned.kind, answer(entry, "confirmed"), by: 3)
            refused("P-30", ca, "p\(person) signs") { try $0.sign(open, "answer", by: person) }
            refused("P-30", ca, "p\(person) signs several") { ca in
                let several = JSON.line([
                    "acts": .array([.line(["of": .string(ca.act(open).hash.hex), "slot": .string("answer")])])
                ])
                try ca.say(Draft("authority/act.sign", several, under: ["P-22"]), by: person)
            }
        }
        try reverse(&ca, record, by: [1, 2])
        try reverse(&ca, thing, by: [1, 2])
        #expect(found(ca).isEmpty)
    }

    @Test("P-30: who said that a record was not so took part in it, and does not answer for it")
    func objector() throws {
        var ca = try ERecordTests().stocked()
        let stolen = try ca.furtherKey(5)
        ca.wait(60)
        let record = try ca.say(ERecordTests().erasure(happened: ca.now), by: 5, with: stolen)
        var objection = Draft("record/object", of: ca.record(record).hash, under: ["P-41"])
        objection.detached = [EQuestionTests.part()]
        try ca.say(objection, by: 7)
        try ca.disown(stolen, of: 5, since: record, with: stolen)
        refused("P-30", ca) { try $0.propose(AnswerDisowned.kind, answer(record), by: 7, slot: "answer") }
        try reverse(&ca, record, by: [1, 2])
    }

    @Test("P-22: reversing takes back a key that has replaced all others, and a machine's", arguments: [false, true])
    func replaced(machine: Bool) throws {
        var ca = try small()
        let stolen = try ca.furtherKey(7)
        let new = SoftwareKey(.ed25519, seed: "all new")
        ca.wait(60)
        let since = ca.entries.count
        if machine {
            let body = JSON.line([
                "about": .string("server"), "every": .integer(10), "key": .string(new.publicKey.openSSH),
                "says": .string("journal"),
            ])
            let act = try ca.propose(EnrolMachine.kind, body, by: 5)
            try ca.sign(act, "keeper", by: 5)
            try ca.sign(act, "reviewer", by: 7, with: stolen)
            try ca.disown(stolen, of: 7, since: since, with: stolen)
            try reverse(&ca, act, by: [1, 2])
            #expect(ca.authority.machine(1)?.retired != nil)
        } else {
            let act = try ca.propose(
                AnnounceReplacement.kind,
                .line(["key": .string(new.publicKey.openSSH), "person": .person(6)]), by: 6)
            try ca.sign(act, "holder", by: 6, with: new)
            try ca.sign(act, "witness", by: 1)
            try ca.sign(act, "witness", by: 7, with: stolen)
            try ca.sign(act, "council", by: 3)
            ca.wait(73 * 3600)
            try ca.say(.closeReplacement(ca.act(act)), by: 6, with: new)
            try ca.disown(stolen, of: 7, since: since, with: stolen)
            try reverse(&ca, act, by: [2, 4])
            #expect(ca.authority.key(new.publicKey.fingerprint)?.key.revoked != nil)
        }
    }

    @Test("P-21: a further key that the replacing one asked for counts on nothing proposed before either")
    func further() throws {
        var ca = try small()
        let thing = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let new = SoftwareKey(.ed25519, seed: "p2 replaced")
        let act = try ca.announceReplacement(2, by: new, witnesses: [7, 1])
        ca.wait(73 * 3600)
        try ca.say(.closeReplacement(ca.act(act)), by: 2, with: new)
        ca.setKey(2, new)
        let further = try ca.furtherKey(2, seed: "further", witnesses: [3, 7])
        ca.wait(60)
        refused("P-21", ca) { try $0.sign(thing, "council", by: 2, with: further) }
        let fresh = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 5)
        try ca.sign(fresh, "council", by: 2, with: further)
    }

    @Test("P-22: nobody disowns another's key, whatever a policy admits")
    func another() throws {
        var ca = try small()
        let ways = JSON.array([
            .array([.line(["count": .integer(1), "name": .string("owner"), "pool": .texts(["office"])])])
        ])
        try ca.changePolicy([
            ["kinds", DisownKey.kind, "ways"]: ways, ["kinds", DisownKey.kind, "propose"]: .texts(["office"]),
        ])
        refused("P-22", ca) { try $0.disown($0.key(6), of: 5, since: 40, with: $0.key(5)) }
    }

    @Test("Once the opening is over, who sits in a team or body with fewer than two good keys is a finding")
    func oneKey() throws {
        var ca = try small()
        func found(_ ca: TestCA) -> [String] {
            ca.state.findings(at: ca.now).filter { $0.rule.name == "one-key" }.map(\.about.text)
        }
        let second = try ca.furtherKey(5)
        _ = try ca.furtherKey(6)
        let end = try #require(ca.authority.founding?.openingEnd)
        if ca.now < end {
            ca.now = end.adding(-1)
            #expect(found(ca).isEmpty)
            ca.now = end
        }
        let people = found(ca)
        #expect(people.contains("p1") && people.contains("p7"))
        #expect(!people.contains("p5") && !people.contains("p6") && !people.contains("p10"), "two keys, or no seat")
        try ca.say(
            .of(ca.kind(RevokeKey.kind), .line(["key": .string(second.publicKey.fingerprint.hex)]), slot: "owner"),
            by: 5, with: second)
        #expect(found(ca).contains("p5"))
    }
}
