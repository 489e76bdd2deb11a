import Ledger
import Rules
import TestWorld
import Testing

/// The kinds that every register has, on those of chapter 2: enter, change, import, correct.
struct DerivedKindTests {
    let records = ERecordTests()

    func text(_ fields: [String: String]) -> JSON { .sorted(fields.map { JSON.Member($0.key, .string($0.value)) }) }

    func both(_ ca: inout TestCA, _ kind: String, _ body: JSON, enclosures: [Enclosure] = []) throws -> Int {
        var draft = Draft.of(ca.kind(kind), body, slot: "keeper")
        draft.enclosures = enclosures
        let act = try ca.say(draft, by: 5)
        try ca.signThing(act, "reviewer", by: 7)
        return act
    }

    func change(_ set: [String: String], clear: [String] = []) -> JSON {
        .line([
            "clear": clear.isEmpty ? nil : .texts(clear), "medium": .string("M-1"),
            "set": set.isEmpty ? nil : text(set),
        ])
    }

    func correction(_ field: String, old: String?, new: String?, observer: Int? = 7) -> JSON {
        .line([
            "field": .string(field), "happened": .string(TestCA.start.text), "medium": .string("M-1"),
            "new": new.map { .string($0) }, "old": old.map { .string($0) }, "parties": observer.map { .observer($0) },
        ])
    }

    @Test("P-35: a correction to an item that nobody entered is in breach, and changes nothing")
    func correctedToUnknown() throws {
        var ca = try records.stocked()
        let store = try ca.propose("record/medium.correct", correction("store", old: "S-1", new: "S-9"), by: 5)
        try ca.say(.observe(ca.record(store)), by: 7)
        #expect(ca.record(store).breaches.map(\.what) == ["S-9 was not in the log that the signer had seen."])
        #expect(records.medium(ca).given.store.text == "S-1", "what follows reads the store by its number")
    }

    @Test("P-41: a mistyped fact is corrected by a record that names the old one, once it is complete and clean")
    func corrected() throws {
        var ca = try records.stocked()
        var place = try ca.propose("record/medium.correct", correction("label", old: "a", new: "A-1"), by: 5)
        #expect(records.medium(ca).given.label.text == "a")
        try ca.say(.observe(ca.record(place)), by: 7)
        #expect(records.medium(ca).given.label.text == "A-1")
        for (old, new) in [("a", "other"), ("A-1", "  ")] {
            place = try correct(&ca, "label", old: old, new: new)
            #expect(ca.record(place).breaches.count == 1, "\(old) \(new)")
            #expect(records.medium(ca).given.label.text == "A-1")
        }
        // Nobody looks on; the observer's team is the performer's; an outsider.
        for (performer, observer) in [(5, nil), (5, 6), (6, 5), (7, 8), (10, 7)] as [(Int, Int?)] {
            place = try correct(&ca, "label", old: "A-1", new: "b", observer: observer, by: performer)
            #expect(ca.record(place).word == "in breach" && records.medium(ca).given.label.text == "A-1")
        }
        place = try correct(&ca, "sort", old: "disk", new: "tape", observer: nil)
        #expect(ca.record(place).breaches.map(\.what) == ["nobody observed it"])
        #expect(records.medium(ca).given.sort == .disk, "one alone changes no fact that two enter")
    }

    @discardableResult
    func correct(
        _ ca: inout TestCA, _ field: String, old: String?, new: String?, observer: Int? = 7, by performer: Int = 5
    ) throws -> Int {
        let place = try ca.propose(
            "record/medium.correct", correction(field, old: old, new: new, observer: observer), by: performer)
        if let observer { try ca.say(.observe(ca.record(place)), by: observer) }
        return place
    }

    @Test("P-43: a correction that was entered late changes nothing until one who took no part attests it")
    func lateCorrection() throws {
        var ca = try records.stocked()
        ca.wait(90_000)
        let place = try correct(&ca, "label", old: "a", new: "A-1")
        #expect(ca.record(place).word == "late" && records.medium(ca).given.label.text == "a")
        let attest = Draft("record/attest", of: ca.record(place).hash, under: ["P-43"])
        var overtaken = ca
        try ca.say(attest, by: 8)
        #expect(ca.record(place).word == "complete" && records.medium(ca).given.label.text == "A-1")
        // Meanwhile two others changed it: then it is no correction of what is there.
        _ = try both(&overtaken, "register/medium.change", change(["label": "b"]))
        try overtaken.say(attest, by: 8)
        #expect(overtaken.record(place).word == "in breach" && records.medium(overtaken).given.label.text == "b")
        #expect(overtaken.finds("record-late").isEmpty && overtaken.finds("record-in-breach") == ["R-\(place)"])
    }

    @Test("P-41: a fact that one person amends is corrected by one person")
    func lightCorrection() throws {
        var ca = try records.stocked()
        func correct(_ field: String, _ new: String) throws -> Int {
            try ca.propose(
                "record/computer.correct",
                .line([
                    "computer": .string("H-1"), "field": .string(field), "happened": .string(ca.now.text),
                    "new": .string(new),
                ]), by: 5)
        }
        let light = try correct("use", "mail")
        #expect(ca.record(light).word == "complete")
        #expect(ca.state.world.physical.computers.at(1)?.given.use?.text == "mail")
        let heavy = try correct("os", "Debian")
        #expect(ca.record(heavy).word == "in breach")
        #expect(ca.state.world.physical.computers.at(1)?.given.os == nil)
    }

    @Test("K-8: a correction that was denied before it counts changes nothing; after it, its fact stays, and is found")
    func deniedCorrection() throws {
        var ca = try records.stocked()
        func deny(_ place: Int, _ ca: inout TestCA) throws {
            try ca.say(EQuestionTests().question(ca.record(place).hash), by: 10)
            let question = try #require(ca.state.world.remarks.questions.newest.first)
            for person in [1, 2] {
                var draft = Draft.answer(question, .isFalse)
                draft.detached = [EQuestionTests.part()]
                try ca.say(draft, by: person)
            }
        }
        let place = try ca.propose("record/medium.correct", correction("label", old: "a", new: "A-1"), by: 5)
        var before = ca
        try deny(place, &before)
        try before.say(.observe(before.record(place)), by: 7)
        #expect(before.record(place).word == "complete" && records.medium(before).given.label.text == "a")
        #expect(before.finds("correction-stands").isEmpty)
        try ca.say(.observe(ca.record(place)), by: 7)
        try deny(place, &ca)
        #expect(records.medium(ca).given.label.text == "A-1" && ca.finds("correction-stands") == ["R-\(place)"])
        try correct(&ca, "label", old: "A-1", new: "a")
        #expect(records.medium(ca).given.label.text == "a" && ca.finds("correction-stands").isEmpty)
    }

    func rows(_ count: Int, from first: Int = 1) -> [JSON] {
        (first..<first + count).map { .medium("CA-\($0)", serial: "S\($0)") }
    }

    func imported(_ ca: inout TestCA, _ rows: [JSON], kind: String = "register/medium.enter") throws -> Int {
        let enclosure = ca.enclose(JSON.line(["kind": .string(kind), "rows": .array(rows)]).written())
        return try both(
            &ca, "register/medium.import", .line(["rows": .string(enclosure.sha256.hex)]), enclosures: [enclosure])
    }

    @Test("D10: an import enters all of its rows in order, each with its own history")
    func imports() throws {
        var ca = try records.stocked()
        let act = try imported(&ca, rows(300))
        #expect(ca.state.world.physical.media.count == 301 && ca.thingInEffect(act))
        #expect(ca.state.world.physical.media.at(301)?.given.label.text == "CA-300")
        #expect(ca.state.world.history(of: ItemID(prefix: "M", number: 7)) == [act])
        // The replay of another program comes to the same.
        var again = State()
        for leaf in ca.entries { try again.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed) }
        #expect(again.world.stateHash == ca.state.world.stateHash && again.voids.isEmpty)
    }

    @Test(
        "D10: one bad row, and none enters", arguments: ["twice", "there", "unknown", "form", "kind", "none", "folded"])
    func badRows(what: String) throws {
        var ca = try records.stocked()
        var list = rows(5)
        switch what {
        case "twice": list.append(list[1])
        case "there": list.append(.medium("a", serial: "q"))
        case "folded": list.append(.medium("ca-3", serial: "q"))
        case "unknown": list.append(.medium("q", serial: "q", in: "S-9"))
        case "form": list.append(.medium("q", serial: "q", sort: "plate"))
        case "none": list = []
        default: break
        }
        let hash = ca.state.world.stateHash
        do {
            _ = try imported(&ca, list, kind: what == "kind" ? "register/store.enter" : "register/medium.enter")
            Issue.record("it entered")
        } catch let refusal as Refusal {
            let row = [
                "twice": "Row 6", "there": "Row 6", "folded": "Row 6", "unknown": "Row 6", "form": "Row 6, sort",
            ]
            #expect(refusal.what.hasPrefix(row[what] ?? "The rows must be"), "\(refusal.text)")
        }
        #expect(ca.state.world.physical.media.count == 1)
        // The proposal stands, and nothing else.
        #expect(ca.state.world.stateHash != hash && ca.state.world.acts.table.count > 0)
    }

    @Test("D10: a policy that asks less of an import than of an entry lets none in")
    func smallerImport() throws {
        var ca = try records.stocked()
        let alone = JSON.array([
            .array([.line(["count": .integer(1), "name": .string("keeper"), "pool": .texts(["keepers"])])])
        ])
        func propose(_ ca: inout TestCA) throws -> Int {
            ca.wait(60)
            let enclosure = ca.enclose(
                JSON.line(["kind": .string("register/medium.enter"), "rows": .array(rows(2))]).written())
            var draft = Draft.of(
                ca.kind("register/medium.import"), .line(["rows": .string(enclosure.sha256.hex)]), slot: "keeper")
            draft.enclosures = [enclosure]
            return try ca.say(draft, by: 5)
        }
        try ca.changePolicy([["kinds", "register/medium.import", "ways"]: alone])
        refused("SP-2.2.3.1a", ca) { _ = try propose(&$0) }
        try ca.changePolicy([
            ["kinds", "register/medium.enter", "ways"]: alone, ["kinds", "register/medium.import", "ways"]: alone,
        ])
        let act = try propose(&ca)
        #expect(ca.thingInEffect(act) && ca.state.world.physical.media.count == 3, "as much as an entry")
    }

    @Test("A batch of signed acts gives each item its own history")
    func batch() throws {
        var ca = try records.stocked()
        let acts = try ["p", "q", "r"].map { label in
            try ca.propose("register/store.enter", text(["label": label]), by: 5, slot: "keeper")
        }
        let list = acts.map { place in
            JSON.line(["of": .string(ca.registerAct(place).hash.hex), "slot": .string("reviewer")])
        }
        try ca.say(Draft("register/act.sign", .line(["acts": .array(list)]), under: ["P-36"]), by: 7)
        for (index, act) in acts.enumerated() {
            #expect(ca.state.world.history(of: ItemID(prefix: "S", number: 3 + index)) == [act])
        }
    }
}
