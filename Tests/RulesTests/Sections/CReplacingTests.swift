import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, P-21: what happens between the announcement of a replacement and its closing, and after.
struct CReplacingTests {
    private let new = SoftwareKey(.ed25519, seed: "all new")
    /// p6's replacement is announced by the witnesses p7 and p1 and by p3; something happens; 73 hours are over.
    private func waited(
        _ happens: (inout TestCA, Int) throws -> Void
    ) throws -> (ca: TestCA, close: (inout TestCA) throws -> Void) {
        var ca = try small()
        let act = try ca.announceReplacement(6, by: new, witnesses: [7, 1])
        ca.wait(60)
        try happens(&ca, act)
        ca.wait(73 * 3600)
        let new = new
        return (ca, { try $0.say(.closeReplacement($0.act(act)), by: 6, with: new) })
    }

    @Test("P-55: while the person or the announcement is stopped it is not closed", arguments: ["p6", "act"])
    func stopped(what: String) throws {
        var (ca, close) = try waited { ca, act in
            try ca.stop(
                what == "p6" ? "p6" : "A-\(act)", by: what == "p6" ? 5 : 6, slot: what == "p6" ? "leader" : "person")
        }
        refused("P-55", ca) { try close(&$0) }
        if what == "p6" {
            try ca.endStop(1, by: [1, 2])
            try close(&ca)
        }
    }

    @Test(
        "P-21, P-32: who announced it was stopped, or his key stopped or revoked: announced anew; an ordinary end of office is none",
        arguments: ["person", "lifted", "key", "revoked", "left"])
    func signers(what: String) throws {
        var (ca, close) = try waited { ca, _ in
            let key = ca.key(7).publicKey.fingerprint.hex
            switch what {
            case "person", "lifted": try ca.stop("p7", by: 7, slot: "person")
            case "key": try ca.stop(key, by: 7, slot: "person")
            case "revoked": try ca.propose(RevokeKey.kind, .line(["key": .string(key)]), by: 7, slot: "owner")
            default: try ca.propose("authority/team.leave", member(7, "reviewers"), by: 7, slot: "leaver")
            }
            if what == "lifted" { try ca.endStop(1, by: [1, 2]) }
        }
        if what == "left" { try close(&ca) } else { refused("P-21", ca) { try close(&$0) } }
    }

    @Test("P-21: of two announcements the first that is closed ends the other")
    func two() throws {
        let other = SoftwareKey(.ed25519, seed: "other")
        var second = 0
        var (ca, close) = try waited { ca, _ in second = try ca.announceReplacement(6, by: other) }
        ca.wait(3600)
        try close(&ca)
        refused("P-4", ca) { try $0.say(.closeReplacement($0.act(second)), by: 6, with: other) }
        #expect(ca.authority.replacements.filter(\.isWaiting).isEmpty)
        #expect(ca.authority.key(new.publicKey.fingerprint)?.key.revoked == nil)
    }

    @Test("P-21: a key that was enrolled meanwhile, for him or another, replaces none", arguments: [6, 11])
    func enrolled(person: Int) throws {
        let (ca, close) = try waited { ca, _ in
            let line = JSON.string(new.publicKey.openSSH)
            let act: Int
            if person == 6 {
                act = try ca.propose(EnrolKey.kind, .line(["key": line, "person": .person(6)]), by: 6)
            } else {
                act = try ca.propose(EnrolPerson.kind, .line(["key": line]), by: 1)
            }
            try ca.sign(act, "holder", by: person == 6 ? 6 : 0, with: new)
            for witness in [3, 4] { try ca.sign(act, "witness", by: witness) }
        }
        refused("P-21", ca) { try close(&$0) }
    }

    @Test(
        "P-34, P-61: a change of what it requires, or of the edition, between: it is announced anew",
        arguments: ["policy", "edition"])
    func changed(what: String) throws {
        let (ca, close) = try waited { ca, _ in
            if what == "policy" {
                try ca.changePolicy([["kinds", AnnounceReplacement.kind, "expires"]: .integer(86_400)])
            } else {
                let place = ca.entries.count - 1
                ca.suppose { $0.authority.editions.authority.place = place }
            }
        }
        refused("P-34", ca) { try close(&$0) }
    }

    @Test("P-12: 30 days after its announcement it is over")
    func over() throws {
        var (ca, close) = try waited { _, _ in }
        ca.wait(30 * 86_400 - 73 * 3600 - 60)
        try close(&ca)
        var (late, closeLate) = try waited { _, _ in }
        late.wait(30 * 86_400 - 73 * 3600 - 59)
        refused("P-21", late) { try closeLate(&$0) }
        #expect(late.state.replacementViews(at: late.now).map(\.condition) == ["over"])
    }

    @Test("P-21: the new key counts on nothing proposed before: no signature, no vote, no closing, no motion")
    func nothingBefore() throws {
        let new = SoftwareKey(.ed25519, seed: "p2 replaced")
        var ca = try small()
        let thing = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let seat = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let later = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
        let motion = try ca.open(seat)
        for person in 1...3 { try ca.vote(motion, .yes, by: person) }
        let act = try ca.announceReplacement(2, by: new, witnesses: [7, 1])
        ca.wait(73 * 3600)
        try ca.say(.closeReplacement(ca.act(act)), by: 2, with: new)
        ca.setKey(2, new)
        ca.wait(60)
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now) == Tally(yes: 2), "his old vote")
        refused("P-21", ca, "a slot") { try $0.sign(thing, "council", by: 2) }
        refused("P-21", ca, "a vote") { try $0.vote(motion, .yes, by: 2) }
        refused("P-21", ca, "a closing") { try $0.close(motion, by: 2) }
        refused("P-21", ca, "a motion about what was proposed before") { _ = try $0.open(later, by: 2) }
        let fresh = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 5)
        try ca.sign(fresh, "council", by: 2)
        let question = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let opened = try ca.open(question)
        for person in [1, 2, 3] { try ca.vote(opened, .yes, by: person) }
        #expect(ca.authority.tally(ca.authority.motion(at: opened)!, at: ca.now).yes == 3)
    }

    @Test("P-21: a policy without a slot for one of the governing body alone does not come into force")
    func governor() throws {
        var ca = try small()
        let ways = JSON.array([
            .array([
                .line(["count": .integer(1), "name": .string("holder"), "pool": .texts(["holder"])]),
                .line(["count": .integer(2), "name": .string("witness"), "pool": .texts(["office"])]),
                .line(["count": .integer(1), "name": .string("council"), "pool": .texts(["council", "office"])]),
            ])
        ])
        refused("P-30", ca) { try $0.changePolicy([["kinds", AnnounceReplacement.kind, "ways"]: ways]) }
        try ca.changePolicy([["kinds", AnnounceReplacement.kind, "expires"]: .integer(86_400)])
    }

    @Test("P-21: an announcement that waits is a finding, so that who holds an old key hears of it")
    func finding() throws {
        var (ca, close) = try waited { _, _ in }
        func found() -> Int { ca.state.findings(at: ca.now).filter { $0.rule.name == "replacement" }.count }
        #expect(found() == 1)
        try close(&ca)
        #expect(found() == 0)
    }

    @Test("P-56: a stopped key is a finding that says whose it is, until it is revoked: nobody gives it back any more")
    func stoppedKey() throws {
        var (ca, close) = try waited { ca, _ in
            try ca.stop(ca.key(6).publicKey.fingerprint.hex, by: 5, slot: "leader")
        }
        func found() -> [String] { ca.state.findings(at: ca.now).filter { $0.rule.name == "stop" }.map(\.what) }
        #expect(found().count == 1 && found()[0].contains("of p6 is stopped"))
        try close(&ca)
        #expect(found().isEmpty)
    }
}
