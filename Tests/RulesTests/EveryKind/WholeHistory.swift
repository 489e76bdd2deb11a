import Ledger
import Rules
import TestWorld

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
        let void = JSON.line([
            "entry": .integer(ca.entries.count - 1), "hash": .string(CheckedLeaf(checking: [1, 2, 3]).leafHash.hex),
        ])
        try ca.carry(ca.propose(AcknowledgeVoid.kind, void, by: 1))
        try ca.changePolicy([["groups", "keepers", "minimum"]: .integer(3)])
        for draft in [records.move(to: "H-1", happened: ca.now), records.move(to: "S-2", happened: ca.now.adding(1))] {
            let place = try ca.say(draft, by: 5)
            try ca.say(.observe(ca.record(place)), by: 6)
            ca.wait(60)
        }
        let erased = try ca.say(records.erasure(happened: ca.now), by: 5)
        try ca.say(.observe(ca.record(erased)), by: 7)
        let act = try ca.propose(
            "register/medium.retire", .line(["fate": .string("destroyed"), "medium": .string("M-1")]), by: 5)
        try ca.signThing(act, "keeper", by: 6)
        try ca.signThing(act, "reviewer", by: 7)
        try ca.describe(6, ["contact", "name"])
        try ca.carry(ca.propose(EraseSubject.kind, .line(["person": .string("p6")]), by: 1))
        let name = ca.state.log.rows[1].hash?.hex ?? ""
        try ca.carry(
            ca.propose(EraseContent.kind, .line(["part": .string("reason"), "statement": .string(name)]), by: 1))
        return ca
    }
}

extension TestCA {
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
