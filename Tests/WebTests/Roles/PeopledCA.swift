import Ledger
import Rules
import TestWorld

extension TestCA {
    /// CAcert's policy with somebody in every role, things in the registers, and something open of each sort.
    ///
    /// The numbers are those of the demonstration (p1 to p5 the Board … p18, p19 support); p20 has left his team and
    /// p21 has revoked his only key.
    static func peopled() throws -> TestCA {
        var ca = try TestCA.cacert()
        for person in 6...21 { try ca.enrol(witnesses: [1 + person % 5, 1 + (person + 2) % 5]) }
        for (body, people) in [("arbitrators", [6, 7]), ("case-managers", [9]), ("auditor", [11])] {
            for person in people { try ca.seat("authority/body.seat", ["body": body], person) }
        }
        for (team, leader, members) in [
            ("access", 12, [13]), ("systems-administration", 14, [15]), ("software-assessment", 16, [17]),
            ("support", 18, [19, 20, 21]),
        ] {
            try ca.seat("authority/team.lead", ["team": team], leader)
            for member in members { try ca.seat("authority/team.appoint", ["team": team], member, leader: leader) }
        }
        try ca.say(
            .of(
                ca.kind("authority/team.leave"), .line(["person": .person(20), "team": .string("support")]),
                slot: "leaver"), by: 20)
        try ca.say(
            .of(
                ca.kind(RevokeKey.kind), .line(["key": .string(ca.key(21).publicKey.fingerprint.hex)]), slot: "owner"),
            by: 21)
        try ca.things()
        let open = try ca.propose(
            "authority/team.appoint", .line(["person": .person(20), "team": .string("support")]), by: 18,
            slot: "recommendation")
        ca.wait(60)
        let motion = try ca.say(.motion(about: ca.act(open), body: "board"), by: 1)
        try ca.say(.vote(ca.authority.motion(at: motion)!, .yes), by: 1)
        return ca
    }

    private mutating func seat(_ kind: String, _ place: [String: String], _ person: Int, leader: Int? = nil) throws {
        let body = JSON.sorted(
            [JSON.Member("person", .person(person))] + place.map { JSON.Member($0.key, .string($0.value)) })
        try carry(try propose(kind, body, by: leader ?? 1, slot: leader == nil ? nil : "recommendation"))
    }

    private mutating func things() throws {
        func text(_ fields: [String: String]) -> JSON { .sorted(fields.map { JSON.Member($0.key, .string($0.value)) }) }
        for (kind, fields) in [
            ("register/store.enter", ["label": "safe-1"]), ("register/store.enter", ["label": "safe-2"]),
            (
                "register/computer.enter",
                ["hostname": "signer", "model": "M75", "serial": "PF3A", "sort": "signing-server", "vendor": "Lenovo"]
            ),
        ] {
            let place = try propose(kind, text(fields), by: 12, slot: "access-engineer")
            wait(30)
            try say(.sign(registerAct(place), slot: "administrator"), by: 14)
        }
        let medium = try propose(
            "register/medium.enter", .medium("CA-101", serial: "WD-1"),
            by: 14, slot: "entry")
        wait(30)
        try say(.sign(registerAct(medium), slot: "entry"), by: 15)
        wait(60)
        for observer in [JSON.observer(15), nil] {
            wait(30)
            let body = JSON.line([
                "happened": .string(now.text), "medium": .string("M-1"), "parties": observer, "to": .string("S-2"),
            ])
            try say(.of(kind("record/medium.move"), body), by: 14)
        }
        try ask(about: record(entries.count - 1).hash, by: 13)
        wait(30)
        try photographed(.medium("CA-102", serial: "WD-2"))
    }

    /// A medium that p14 wants to enter, with a photo for people in office.
    private mutating func photographed(_ medium: JSON) throws {
        var draft = Draft.of(kind("register/medium.enter"), medium, slot: "entry")
        let request = request()
        draft.detached = [
            DetachedPart(
                audience: "in-office",
                commitment: commitment(
                    key: TestWords.key, origin: origin, signer: .person(14), request: request, kind: draft.kind,
                    name: "file-1", content: TestWords.photo), exception: "personal", name: "file-1")
        ]
        let signer = key(14)
        _ = try enter(signer.signed(statement(draft, by: 14, request: request)))
    }
}
