import Ledger
import Rules
import TestWorld
import Testing

/// P-6: restricted parts beside a statement, who reads them, and how they end.
struct AContentTests {
    /// A proposal of an addition to a list with these parts beside it.
    private func propose(_ parts: [DetachedPart], in ca: inout TestCA) throws {
        var draft = Draft.of(ca.kind("authority/list.add"), listed(6, "machine-room"))
        draft.detached = parts
        try ca.say(draft, by: 5)
    }

    @Test(
        "P-6: files stand beside every act and record that takes a reason, under no other names, and no verb takes one")
    func files() throws {
        var ca = try small()
        try propose([.open("file-1"), .open("file-8"), .open("reason")], in: &ca)
        try propose([.personal("file-2")], in: &ca)
        refused("P-6", ca, "a ninth") { try propose([.open("file-9")], in: &$0) }
        refused("P-6", ca, "no number") { try propose([.open("file")], in: &$0) }
        for kind in Kind.all {
            let names = kind.detached.map(\.name)
            #expect(kind.takesFiles == names.contains("reason"), "\(kind.name)")
            #expect(Set(names).count == names.count)
            for note in kind.detached {
                #expect(PartLimits.bytesMax(of: note.name, in: kind.name) == note.bytesMax)
                #expect(PartLimits.isFile(note.name, in: kind.name) == note.name.hasPrefix("file-"))
            }
        }
        for verb in Verb.all where verb.name != "record/note" {
            #expect(!verb.parts.contains { PartLimits.isFile($0, in: verb.name) }, "\(verb.name)")
        }
        #expect(ca.state.world.contents.hasFiles(at: ca.entries.count - 1))
        #expect(!ca.state.world.contents.hasFiles(at: 0))
    }

    @Test("K-22: of an act the line tells how long its enclosures are, and the rules refuse what is longer")
    func longEnclosures() throws {
        var ca = try small()
        func propose(_ length: Int, in ca: inout TestCA) throws {
            var draft = Draft.of(ca.kind("authority/list.add"), listed(6, "machine-room"))
            draft.enclosures = [Enclosure(length: length, sha256: .of([7]))]
            try ca.say(draft, by: 5)
        }
        refused("K-22", ca) { try propose((2 << 20) + 1, in: &$0) }
        try propose(2 << 20, in: &ca)
        #expect(ca.kind("register/medium.import").enclosureBytesMax == 4 << 20)
    }

    @Test("P-40: a record under an exception that is in force no more is kept, and one for everyone still is")
    func records() throws {
        var ca = try ERecordTests().stocked()
        var draft = ERecordTests().erasure(happened: ca.now)
        draft.detached = [.personal("reason", exception: "gone")]
        let place = try ca.say(draft, by: 5)
        #expect(ca.record(place).breaches.isEmpty)
        draft.detached = [.personal("reason", exception: nil)]
        refused("P-6", ca) { ca in try ca.say(draft, by: 5) }
    }

    @Test("P-6: whom a part concerns is told from the line alone")
    func subjects() throws {
        var ca = try small()
        let number = try ca.enrolNamed()
        let enrolment = try #require(ca.authority.enrolments[number])
        let contents = ca.state.world.contents
        #expect(contents.bearer(at: enrolment.place)?.subject == .statement(enrolment.hash))
        #expect(ca.authority.person(of: .statement(enrolment.hash)) == number)
        #expect(ca.authority.subjects(of: number) == [.person(number), .statement(enrolment.hash)])
        try ca.describe(6, ["name"])
        #expect(ca.state.world.contents.places(about: .person(6)) == [ca.entries.count - 1])
        // Whom it names, not who says it; and who says it where it names nobody.
        let about6 = ca.statement(Draft("authority/team.leave", member(6, "keepers"), under: ["RP-1.1"]), by: 5)
        #expect(ContentSubject(of: about6, hash: .of([1])) == .person(6))
        let own = ca.statement(
            Draft("authority/motion.open", .line(["body": .string("council")]), under: ["P-50"]), by: 3)
        #expect(ContentSubject(of: own, hash: .of([1])) == .person(3))
        let holder = ca.statement(Draft("authority/act.sign", of: enrolment.hash, under: ["P-21"]), by: 0)
        #expect(ContentSubject(of: holder, hash: .of([1])) == .statement(enrolment.hash))
        for text in ["p17", Digest.of([7]).hex] { #expect(ContentSubject(text)?.text == text) }
        for text in ["p0", "p017", "M-1", "", String(Digest.of([7]).hex.dropLast())] {
            #expect(ContentSubject(text) == nil, "\(text)")
        }
    }

    @Test("P-6: readers are judged when they read; the person himself and the office that audits read too")
    func readers() throws {
        var ca = try small()
        let number = try ca.enrolNamed()
        let subject = ContentSubject.statement(try #require(ca.authority.enrolments[number]).hash)
        func right(_ person: Int, _ part: DetachedPart = .personal("name")) -> String? {
            ca.authority.readingRight(of: person, part: part, subject: subject, at: ca.now)
        }
        #expect(right(1)?.contains("RP-1.4-personal") == true && right(6) != nil)
        #expect(right(9)?.contains("reviser") == true, "the office that audits")
        #expect(right(10) == nil, "enrolled, without office")
        #expect(right(number)?.contains("their own data") == true)
        #expect(right(999) == nil)
        #expect(right(1, .personal("name", exception: "gone")) == nil)
        #expect(right(1, .personal("name", audience: "council")) == nil, "an audience that is not the exception's")
        #expect(right(10, .open("reason")) == "public")
        try ca.propose("authority/team.leave", member(6, "keepers"), by: 6, slot: "leaver")
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1))
        #expect(right(6) == nil, "he left")
        try ca.stop("p8", by: 8, slot: "person")
        #expect(right(8) == nil, "stopped")
    }

    @Test("SP-9.1.4d: each describes himself and nobody else; the newest name counts")
    func names() throws {
        var ca = try small()
        #expect(ca.state.name(of: 1) == nil, "a founder has none")
        let number = try ca.enrolNamed()
        let enrolment = try #require(ca.authority.enrolments[number])
        #expect(ca.state.name(of: number) == PartReference(statement: enrolment.hash, part: "name"))
        refused("RP-1.4", ca) { ca in try ca.describe(number, ["name"], by: 5) }
        refused("SP-9.1.4d", ca) { ca in try ca.describe(number, []) }
        try ca.describe(number, ["contact"])
        let contact = ca.hash(ca.entries.count - 1)
        #expect(ca.state.name(of: number)?.statement == enrolment.hash, "a contact is no name")
        try ca.describe(number, ["name"])
        #expect(ca.state.name(of: number)?.statement == ca.hash(ca.entries.count - 1))
        #expect(ca.state.contact(of: number) == PartReference(statement: contact, part: "contact"))
        try ca.describe(1, ["name"])
        #expect(ca.state.name(of: 1) != nil)
    }

    @Test("SP-9.1.4d: also where the policy lets others propose, nobody else says how a person is called")
    func onlyHimself() throws {
        var ca = try small()
        let kind = ["kinds", "register/person.describe"]
        try ca.changePolicy([
            kind + ["propose"]: .texts(["office"]),
            kind + ["ways"]: .array([
                .array([
                    .line(["count": .integer(1), "name": .string("self"), "pool": .texts(["office", "named"])])
                ])
            ]),
        ])
        refused("SP-9.1.4d", ca) { ca in try ca.describe(6, ["name"], by: 5) }
        ca.wait(60)
        var draft = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(6)]))
        draft.detached = [.personal("name")]
        let place = try ca.say(draft, by: 6)
        refused("SP-9.1.4d", ca) { ca in try ca.signThing(place, "self", by: 5) }
        try ca.signThing(place, "self", by: 6)
        #expect(ca.state.name(of: 6)?.statement == ca.hash(place))
    }

    @Test("P-6: a subject's erasure reaches what stood before it, under both his names, and nothing later")
    func subjectErased() throws {
        var ca = try small()
        let number = try ca.enrolNamed()
        let enrolment = try #require(ca.authority.enrolments[number])
        try ca.describe(number, ["contact", "name"])
        let told = ca.hash(ca.entries.count - 1)
        #expect(ca.state.erasure(of: told, part: "name") == nil)
        let act = try ca.propose(EraseSubject.kind, .line(["person": .person(number)]), by: number)
        #expect(ca.state.erasure(of: told, part: "name") == nil, "proposed is not erased")
        try ca.carry(act)
        for (hash, part) in [(enrolment.hash, "name"), (told, "name"), (told, "contact")] {
            #expect(ca.state.erasure(of: hash, part: part) == "A-\(act)")
        }
        #expect(ca.state.name(of: number) == nil)
        #expect(ca.state.erasure(of: told, part: "reason") == nil, "no such part")
        try ca.describe(number, ["name"])
        #expect(ca.state.name(of: number)?.statement == ca.hash(ca.entries.count - 1))
        #expect(ca.state.erasure(of: ca.hash(ca.entries.count - 1), part: "name") == nil)
        #expect(ca.state.erasure(of: told, part: "name") == "A-\(act)")
    }

    @Test("P-71: an act erases one part of one statement, public or restricted, and leaves its neighbours")
    func partErased() throws {
        var ca = try small()
        let number = try ca.enrolNamed()
        try ca.describe(number, ["contact", "name"])
        let told = ca.hash(ca.entries.count - 1)
        let body = JSON.line(["part": .string("name"), "statement": .string(told.hex)])
        let act = try ca.propose(EraseContent.kind, body, by: 10)
        try ca.carry(act)
        #expect(ca.state.erasure(of: told, part: "name") == "A-\(act)")
        #expect(ca.state.erasure(of: told, part: "contact") == nil)
        #expect(ca.state.name(of: number)?.statement == ca.authority.enrolments[number]?.hash, "the one before it")
        try propose([.open("reason")], in: &ca)
        let reason = ca.hash(ca.entries.count - 1)
        let second = try ca.propose(
            EraseContent.kind, .line(["part": .string("reason"), "statement": .string(reason.hex)]), by: 1)
        try ca.carry(second)
        #expect(ca.state.erasure(of: reason, part: "reason") == "A-\(second)")
        refused("P-1", ca) { ca in
            _ = try ca.propose(
                EraseContent.kind, .line(["part": .string("Name"), "statement": .string(told.hex)]), by: 1)
        }
    }

    @Test("P-30: whom an erasure is about does not vote on it")
    func ownErasure() throws {
        var ca = try small()
        let act = try ca.propose(EraseSubject.kind, .line(["person": .person(2)]), by: 1)
        let motion = try ca.open(act)
        refused("P-50", ca) { ca in try ca.vote(motion, .yes, by: 2) }
    }
}
