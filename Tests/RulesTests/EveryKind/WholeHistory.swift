import Ledger
import Rules
import TestWorld
import Testing

/// A history in which every kind of act that this edition can bring into effect does so, and every kind of record.
enum WholeHistory {
    static let made = Result { try play() }

    private static func play() throws -> TestCA {
        var ca = try ERecordTests().stocked()
        let records = ERecordTests()
        _ = try ca.furtherKey(6)
        try ca.replaceKeys(6)
        let stolen = try ca.furtherKey(7)
        try ca.disowned(stolen, of: 7)
        try ca.carry(
            ca.propose(
                ChangeWeb.kind,
                .line([
                    "origins": .texts(["http://localhost:9000"]), "rp": .string("localhost"), "voids": .array([]),
                ]), by: 1))
        let revoke = try ca.propose(
            RevokeKey.kind, .line(["key": .string(ca.key(10).publicKey.fingerprint.hex)]), by: 10)
        try ca.sign(revoke, "owner", by: 10)
        try ca.enrolMachine()
        let retire = try ca.propose(RetireMachine.kind, .line(["machine": .string("m1")]), by: 5)
        try ca.sign(retire, "keeper", by: 5)
        try ca.sign(retire, "reviewer", by: 7)
        for person in [5, 6] {
            let add = try ca.propose("authority/list.add", listed(person, "machine-room"), by: 7)
            for member in [1, 2] { try ca.sign(add, "council", by: member) }
        }
        try ca.propose("authority/list.remove", listed(6, "machine-room"), by: 5, slot: "manager")
        try ca.propose("authority/team.leave", member(8, "reviewers"), by: 8, slot: "leaver")
        try ca.propose("authority/body.leave", bodied(4, "council"), by: 4, slot: "leaver")
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("reviewers"), "person": .person(8)]), by: 1))
        try ca.stop("p6", by: 5, slot: "leader")
        try ca.endStop(1, by: [1, 2])
        try ca.lifted()
        try ca.force([1, 2, 3])
        let void = JSON.acknowledging([CheckedLeaf(checking: [1, 2, 3]).leafHash], from: ca.entries.count - 1)
        try ca.carry(ca.propose(AcknowledgeVoid.kind, void, by: 1))
        try ca.changePolicy(
            [["groups", "keepers", "minimum"]: .integer(3)],
            manual: [["values", LoosenManualTests.count, "owner"]: .string("council")])
        try ca.manualChanged()
        try ca.appointed()
        try ca.systems()
        try MediaCase().chain(&ca)
        try ComputerTests().chain(&ca)
        try SecureStoreTests().chain(&ca)
        try AbsenceTests.enter(&ca, 6, from: "2026-12-01", until: "2026-12-09")
        try ReviewAccessTests.chain(&ca)
        try InterestTests.chain(&ca)
        for register in Register.entered { try ca.derived(register) }
        try ca.beside(#require(ca.state.world.records.first { $0.record is EraseMedium }).place)
        try ca.findingAnswered()
        try ca.describe(6, ["contact", "name"])
        try ca.carry(ca.propose(EraseSubject.kind, .line(["person": .string("p6")]), by: 1))
        let name = ca.state.log.rows[1].hash?.hex ?? ""
        try ca.carry(
            ca.propose(EraseContent.kind, .line(["part": .string("reason"), "statement": .string(name)]), by: 1))
        try FollowUpTests.sign(&ca, ["keys"], by: 1)
        _ = try HoldTrainingTests.hold(&ca, by: 5, with: [6], team: "keepers")
        _ = try ReportTeamTests.report(&ca, by: 5, "keepers")
        try ca.casesPlayed()
        return ca
    }
}

extension TestCA {
    /// A person with their papers, appointed with their access by one motion.
    fileprivate mutating func appointed() throws {
        let person = try enrol(witnesses: [2, 3])
        wait(60)
        try propose(SignAgreement.kind, PapersTests.agreement(self, person), by: person, slot: "member")
        let check = try ruleOnCheck(
            PapersTests.check(person, "keepers", until: "2027-11-02"), by: 1, slot: "arbitrator")
        try sign(check, "case-manager", by: 2)
        let act = try propose(Appoint.kind, PapersTests.appointment(person, "keepers", ["machine-room"]), by: 1)
        try sign(act, "recommendation", by: 5)
        try carry(act)
    }

    /// Each way in which the Manual changes, one after the other.
    fileprivate mutating func manualChanged() throws {
        func body(_ name: String, _ days: Int, _ owner: (String, String)) -> JSON {
            .line([
                "base": .string(authority.manual.digest.hex),
                "changes": .array([.line(["name": .string(name), "value": .integer(days * 86_400)])]),
                owner.0: .string(owner.1),
            ])
        }
        wait(60)
        let keepers = ("team", "keepers"), alarms = "journal.retention.alarm"
        try propose(TightenManual.kind, body(alarms, 2000, keepers), by: 5, slot: "leader")
        wait(60)
        let act = try propose(LoosenManual.kind, body(alarms, 1900, keepers), by: 5, slot: "leader")
        try sign(act, "second", by: 6)
        wait(ManualChange.waiting)
        try say(.closeManual(self.act(act).hash, "A-\(act)"), by: 5)
        try carry(propose(DecideManual.kind, body(LoosenManualTests.count, 90, ("body", "council")), by: 1))
    }

    /// The kinds that every register has, played on its first item, whatever its facts are.
    fileprivate mutating func derived(_ register: Register) throws {
        let item = try #require(
            register.item(1, in: state.world),
            "\(register.name) has no item to play with: enter one in `chain` of its tests, called above")
        // A title that is no text is an item's id: another fact changes then.
        let texts = register.columns.filter { column in
            switch column.fact?.type.control {
            case .line: column.marks.contains(.title)
            case .day: true
            default: false
            }
        }
        let changed = try #require(texts.first { $0.marks.contains(.title) } ?? texts.last)
        let title = changed.name
        let isDay = changed.fact?.type.control == .day
        let facts = register.columns.filter { $0.fact != nil }.compactMap { column in
            item.values[column.name].map { JSON.Member(column.name, $0) }
        }
        let old = item.values[title].map(FieldType.text) ?? ""
        func other(_ number: Int) -> String { isDay ? "2026-12-1\(number)" : "\(old)-\(number)" }
        func both(_ kind: String, _ body: JSON, _ enclosures: [Enclosure] = []) throws {
            wait(60)
            var draft = Draft.of(self.kind("register/\(register.word).\(kind)"), body, slot: "keeper")
            draft.enclosures = enclosures
            let act = try say(draft, by: 5)
            try signThing(act, "reviewer", by: 7)
        }
        let id = JSON.string(item.id.text)
        try both("change", .line(["set": .line([title: .string(other(2))]), register.word: id]))
        let correction = JSON.line([
            "field": .string(title), "happened": .string(now.text), "new": .string(other(3)),
            "old": .string(other(2)), "parties": .observer(7), register.word: id,
        ])
        let place = try propose("record/\(register.word).correct", correction, by: 5)
        try say(.observe(record(place)), by: 7)
        #expect(record(place).breaches.isEmpty)
        // Another thing: what tells things apart is another.
        let unique = Set(register.unique.joined())
        let row = JSON.sorted(
            facts.map { fact in
                unique.contains(fact.key) ? JSON.Member(fact.key, .string(FieldType.text(fact.value) + "-4")) : fact
            })
        let rows = enclose(
            JSON.line(["kind": .string("register/\(register.word).enter"), "rows": .array([row])]).written())
        try both("import", .line(["rows": .string(rows.sha256.hex)]), [rows])
    }

    /// A system of the policy's own classes, one that is noted, one that the council adds, and one that it withdraws.
    fileprivate mutating func systems() throws {
        func propose(_ kind: String, _ body: JSON, slot: String) throws -> Int {
            wait(60)
            var draft = Draft.of(self.kind("register/system.\(kind)"), body, slot: slot)
            if kind == "note" {
                draft.detached = [
                    DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "reason")
                ]
            }
            return try say(draft, by: 5)
        }
        func carry(_ act: Int) throws {
            let motion = try openThing(act)
            let members = authority.seated(in: "council", at: now)
            for member in members { try vote(motion, .yes, by: member) }
            for member in members.prefix(2) { try close(motion, by: member) }
            wait(60)
            try signThing(act, "motion", by: members[0])
        }
        let facts = SystemTests.facts
        let entered = try propose("enter", facts("Signer", "keepers", "signing-server"), slot: "keeper")
        try signThing(entered, "reviewer", by: 7)
        _ = try propose("note", facts("Wiki", "keepers", nil), slot: "leader")
        try carry(propose("add", facts("Mirror", "keepers", nil), slot: "leader"))
        try carry(
            propose(
                "withdraw", .line(["owner": .string("keepers"), "system": .string("SYS-2")]), slot: "leader"))
    }

    /// Somebody comes and goes while a medium is erased, another record names that one, and two judge what a third asked of.
    fileprivate mutating func beside(_ erased: Int) throws {
        let records = ERecordTests()
        try say(.join(record(erased), role: "relief", happened: now), by: 1)
        var move = records.move(to: "S-1", happened: now)
        move.body = .sorted((move.body.members ?? []) + [JSON.Member("within", .string(record(erased).hash.hex))])
        let moved = try say(move, by: 5)
        try say(.leave(record(erased), happened: now), by: 1)
        for draft in [
            Draft.note(about: record(moved).hash, under: "P-40"), .note(about: ItemID("M-1")!, under: "P-40"),
        ] {
            var draft = draft
            draft.detached = [EQuestionTests.part("file-1"), EQuestionTests.part()]
            try say(draft, by: 5)
        }
        try say(EQuestionTests().question(record(moved).hash), by: 3)
        var answer = Draft.answer(state.world.remarks.questions[0], .isFalse)
        answer.detached = [EQuestionTests.part()]
        for person in [1, 2] { try say(answer, by: person) }
    }

    /// An act that its proposer stopped is given back at once by its own requirement.
    fileprivate mutating func lifted() throws {
        let held = try propose("authority/list.add", listed(7, "machine-room"), by: 7)
        try stop("A-\(held)", by: 7, slot: "person")
        let body = JSON.line(["stop": .string("X-2"), "target": .string("A-\(held)")])
        let lift = try propose(LiftStop.kind, body, by: 5)
        for member in [1, 2] { try sign(lift, "council", by: member) }
    }

    /// A key of a person signs for a store, is disowned with itself, and two others let the store stand.
    fileprivate mutating func disowned(_ stolen: SoftwareKey, of person: Int) throws {
        let store = try propose("register/store.enter", .line(["label": .string("attic")]), by: 5, slot: "keeper")
        try signThing(store, "reviewer", by: person, with: stolen)
        try disown(stolen, of: person, since: store, with: stolen)
        let answer = JSON.line([
            "answer": .string("confirmed"), "disowning": .string("D-1"), "entry": .integer(store),
        ])
        try sign(propose(AnswerDisowned.kind, answer, by: 1, slot: "answer"), "answer", by: 2)
    }
}
