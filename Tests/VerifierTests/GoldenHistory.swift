import Foundation
import Ledger
import Rules
import TestWorld

/// The histories from which golden ledgers were made. What lies under `Tests/Ledgers` is what counts: these only made
/// it once, and may change with the test world.
enum GoldenHistory {
    static let names = ["small-1", "cacert-1"]

    static func export(_ name: String) throws -> ExportMaking {
        switch name {
        case "small-1": try small()
        default: try cacert()
        }
    }

    /// Seven people's policy: all forms of keys, acts that ended in every way, stops, records of all conditions, void
    /// entries with and without acknowledgement.
    private static func small() throws -> ExportMaking {
        var history = try SmallHistory()
        try keysAndStops(&history.ca)
        try endings(&history.ca)
        try systems(&history.ca)
        try media(&history)
        try beside(&history.ca)
        try voids(&history.ca)
        var export = ExportMaking(history.ca)
        export.contents = history.contents
        export.kept = [1, 5, 256, history.ca.entries.count - 3]
        return export
    }

    private static func keysAndStops(_ ca: inout TestCA) throws {
        for form in [Form.skEd25519, .skECDSA, .ecdsa] { try ca.enrol(form: form) }
        let passkey = SoftwareKey.passkey(seed: "p9 page", rpID: "localhost", origin: "http://localhost:8080")
        let body = JSON.line(["key": .string(passkey.publicKey.openSSH), "person": .person(9)])
        let further = try ca.propose("authority/key.enrol", body, by: 9)
        try ca.say(.sign(ca.act(further), slot: "holder"), by: 9, with: passkey)
        for witness in [1, 2] { try ca.say(.sign(ca.act(further), slot: "witness"), by: witness) }
        let lead = JSON.line(["person": .person(6), "list": .string("machine-room")])
        let listed = try ca.propose("authority/list.add", lead, by: 1)
        try ca.say(.sign(ca.act(listed), slot: "council"), by: 2)
        try ca.say(.sign(ca.act(listed), slot: "manager"), by: 5)
        let stop = try ca.propose("authority/stop.set", .line(["target": .person(6)]), by: 5, slot: "leader")
        _ = stop
        ca.wait(80 * StatementSort.hour)
        let end = try ca.propose(
            "authority/stop.end", .line(["stop": .string("X-1")]), by: 1, slot: "restorer")
        try ca.say(.sign(ca.act(end), slot: "restorer"), by: 2)
        let own = JSON.line(["key": .string(passkey.publicKey.fingerprint.hex)])
        try ca.propose("authority/key.revoke", own, by: 9, slot: "owner")
    }

    private static func endings(_ ca: inout TestCA) throws {
        let body = JSON.line(["person": .person(9), "team": .string("keepers")])
        let lost = try ca.propose("authority/team.appoint", body, by: 1)
        ca.wait(60)
        let opened = try ca.say(.motion(about: ca.act(lost), body: "council"), by: 1)
        for person in 1...4 {
            ca.wait(10)
            if let motion = ca.authority.motion(at: opened) {
                try ca.say(.vote(motion, person == 1 ? .yes : .no), by: person)
            }
        }
        for person in [2, 3] {
            ca.wait(10)
            if let motion = ca.authority.motion(at: opened) {
                try ca.say(.close(motion, ca.authority.tally(motion, at: ca.now)), by: person)
            }
        }
        let store = try ca.propose(
            "register/store.enter", .line(["label": .string("safe-8")]), by: 5, slot: "keeper")
        for reviewer in [7, 8] {
            ca.wait(10)
            try ca.say(.decline(ca.registerAct(store)), by: reviewer)
        }
        ca.wait(60)
        let request = ca.request()
        let draft = Draft.of(
            ca.kind("register/store.enter"), .line(["label": .string("safe-9")]), slot: "keeper")
        let signer = ca.key(5)
        let taken = try ca.enter(signer.signed(ca.statement(draft, by: 5, request: request)))
        ca.wait(10)
        try ca.say(.withdraw(ca.registerAct(taken), request: request), by: 5)
    }

    /// Motions about acts on things (K-26): one carried and brought into effect, one lost, one about an act that was
    /// withdrawn meanwhile.
    private static func systems(_ ca: inout TestCA) throws {
        for (name, no, withdrawn) in [("mirror", 0, false), ("wiki", 3, false), ("old", 0, true)] {
            let body = JSON.line([
                "name": .string(name), "owner": .string("keepers"), "used-for": .string("answering queries"),
            ])
            ca.wait(60)
            let request = ca.request()
            let signer = ca.key(5)
            let draft = Draft.of(ca.kind("register/system.add"), body, slot: "leader")
            let act = try ca.enter(signer.signed(ca.statement(draft, by: 5, request: request)))
            ca.wait(60)
            let opened = try ca.say(.motion(about: ca.registerAct(act), body: "council"), by: 1)
            if withdrawn { try ca.say(.withdraw(ca.registerAct(act), request: request), by: 5) }
            for person in 1...4 {
                ca.wait(10)
                if let motion = ca.authority.motion(at: opened) {
                    try ca.say(.vote(motion, person <= no ? .no : .yes), by: person)
                }
            }
            for person in [2, 3] {
                ca.wait(10)
                if let motion = ca.authority.motion(at: opened) {
                    try ca.say(.close(motion, ca.authority.tally(motion, at: ca.now)), by: person)
                }
            }
            ca.wait(10)
            if no == 0, !withdrawn { try ca.say(.sign(ca.registerAct(act), slot: Slot.motion), by: 3) }
        }
    }

    /// M-2 goes its whole way; M-1, which is in use, is assigned, found unreadable, lost and found.
    private static func media(_ history: inout SmallHistory) throws {
        func done(_ word: String, _ body: JSON) throws {
            history.ca.wait(60)
            let place = try history.ca.say(.of(history.ca.kind("record/medium.\(word)"), body), by: 5)
            if word != "lost" { try history.ca.say(.observe(history.ca.record(place)), by: 7) }
        }
        func happened(_ medium: String, _ more: [String: String], observer: Int? = 7) -> JSON {
            .sorted(
                more.merging(["happened": history.ca.now.text, "medium": medium]) { $1 }
                    .map { JSON.Member($0.key, .string($0.value)) }
                    + (observer.map { [JSON.Member("parties", .observer($0))] } ?? []))
        }
        try done("erase", .erasure(of: "M-2", observer: 7, happened: history.ca.now))
        let retire = try history.ca.propose(
            "register/medium.retire", .line(["fate": .string("destroyed"), "medium": .string("M-2")]), by: 5)
        try history.ca.say(.sign(history.ca.registerAct(retire), slot: "keeper"), by: 6)
        try history.ca.say(.sign(history.ca.registerAct(retire), slot: "reviewer"), by: 8)
        try done("destroy", happened("M-2", ["method": "shred", "serial-read": "yes"]))
        try done("dispose", happened("M-2", [:]))
        try history.enter("register/medium.assign", .line(["medium": .string("M-1"), "system": .string("SYS-1")]))
        try done("unreadable", happened("M-1", ["tried": "two machines, no answer"]))
        try done("remove", .passage("M-1", to: "S-2", observer: 7, happened: history.ca.now))
        try done("lost", happened("M-1", [:], observer: nil))
        try done("found", happened("M-1", ["sealed": "no", "store": "S-1"]))
        let count = JSON.line([
            "happened": .string(history.ca.now.text), "parties": .observer(7), "seen": .integer(0),
            "store": .string("S-2"),
        ])
        let counted = try history.ca.say(.of(history.ca.kind("record/store.count"), count), by: 5)
        try history.ca.say(.observe(history.ca.record(counted)), by: 7)
        // One that waits for its observer.
        let open = JSON.passage("M-1", to: "S-2", observer: 7, happened: history.ca.now)
        try history.ca.say(.of(history.ca.kind("record/medium.move"), open), by: 6)
    }

    /// Who came and went while M-1 was erased, another record on that occasion, notes, and a record answered false.
    private static func beside(_ ca: inout TestCA) throws {
        ca.wait(60)
        let erasure = JSON.erasure(observer: 7, happened: ca.now)
        let erased = try ca.say(.of(ca.kind("record/medium.erase"), erasure), by: 5)
        for person in [8, 9] { try ca.say(.join(ca.record(erased), role: "relief", happened: ca.now), by: person) }
        ca.wait(600)
        try ca.say(.leave(ca.record(erased), happened: ca.now), by: 8)
        let move = JSON.line([
            "happened": .string(ca.now.text), "medium": .string("M-1"), "parties": .observer(7), "to": .string("S-1"),
            "within": .string(ca.record(erased).hash.hex),
        ])
        let moved = try ca.say(.of(ca.kind("record/medium.move"), move), by: 6)
        let words = DetachedPart(audience: "everyone", commitment: .of([7]), exception: nil, name: "text")
        for draft in [
            Draft.note(about: ItemID(prefix: "M", number: 1), under: "RP-3.1"),
            .note(about: ca.record(moved).hash, under: "RP-3.1"),
        ] {
            var draft = draft
            draft.detached = [words]
            try ca.say(draft, by: 6)
        }
        var question = Draft.question(about: ca.record(moved).hash, under: "RP-2.3d")
        question.detached = [words]
        try ca.say(question, by: 9)
        for person in [1, 2] {
            var answer = Draft.answer(ca.state.world.remarks.questions[0], .isFalse)
            answer.detached = [words]
            try ca.say(answer, by: person)
        }
    }

    private static func voids(_ ca: inout TestCA) throws {
        let garbage = Array("no entry at all".utf8)
        let place = ca.entries.count
        _ = try ca.force(garbage)
        let body = JSON.acknowledging([Digest.leaf(of: garbage)], from: place)
        try ca.carry(try ca.propose("authority/void.acknowledge", body, by: 1))
        let unknown = try LogCase.leaf(&ca, Draft("authority/magic.do", .object([]), under: ["P-4"]), by: 1)
        _ = try ca.force(unknown)
    }

    /// CAcert's policy: five of the Board, a team with its leader and a member.
    private static func cacert() throws -> ExportMaking {
        var ca = try TestCA.cacert()
        for witnesses in [[1, 2], [3, 4], [1, 3], [2, 4]] { try ca.enrol(witnesses: witnesses) }
        for (person, team) in [(6, "systems-administration"), (8, "access")] {
            let body = JSON.line(["person": .person(person), "team": .string(team)])
            try ca.carry(try ca.propose("authority/team.lead", body, by: 1))
        }
        for (person, leader, team) in [(7, 6, "systems-administration"), (9, 8, "access")] {
            let body = JSON.line(["person": .person(person), "team": .string(team)])
            let act = try ca.propose("authority/team.appoint", body, by: 1)
            try ca.say(.sign(ca.act(act), slot: "recommendation"), by: leader)
            try ca.carry(act)
        }
        var export = ExportMaking(ca)
        export.kept = [1, 20]
        return export
    }
}
