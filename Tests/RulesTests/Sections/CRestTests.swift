import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, K-17: a reversal takes back only what rested on the key.
struct CRestTests {
    private func answer(_ entry: Int, _ what: String = "reversed", disowning: Int = 1) -> JSON {
        .line(["answer": .string(what), "disowning": .string("D-\(disowning)"), "entry": .integer(entry)])
    }
    private func reverse(_ ca: inout TestCA, _ entry: Int, disowning: Int = 1) throws {
        let act = try ca.propose(
            AnswerDisowned.kind, answer(entry, disowning: disowning), by: 7, slot: "answer")
        try ca.sign(act, "answer", by: 8)
    }
    /// A motion that appoints somebody, with these votes; p2's is made with the key, or p3's with another.
    private func motion(
        _ ca: inout TestCA, _ person: Int, yes: [Int], keys: [Int: SoftwareKey], kind: String = "authority/team.appoint"
    ) throws -> Int {
        let act = try ca.propose(kind, member(person, "keepers"), by: 1)
        let motion = try ca.open(act)
        for voter in 1...4 {
            try ca.vote(motion, yes.contains(voter) ? .yes : .abstain, by: voter, with: keys[voter])
        }
        for closer in [1, 4] { try ca.close(motion, by: closer) }
        return motion
    }
    private func enrolled(_ people: Int) throws -> TestCA {
        var ca = try small()
        for _ in 0..<people { try ca.enrol() }
        return ca
    }

    @Test("K-17: one member who disowns a key takes back no motion that was carried without it")
    func unanimous() throws {
        var ca = try small()
        let key = try ca.furtherKey(2)
        ca.wait(60)
        let since = ca.entries.count
        let motion = try motion(&ca, 10, yes: [1, 2, 3, 4], keys: [2: key])
        let act = try #require(ca.authority.motion(at: motion)?.act)
        try ca.disown(key, of: 2, since: since, with: key)
        let refusal = refused("K-17", ca) {
            try $0.propose(AnswerDisowned.kind, answer(motion), by: 7, slot: "answer")
        }
        #expect(refusal?.who == "two people in office who took no part, by confirming it")
        refused("P-22", ca, "nor by its act, on which the key is not") {
            try $0.propose(AnswerDisowned.kind, answer(act), by: 7, slot: "answer")
        }
        let finding = try #require(ca.found("disowned").first)
        #expect(finding.what.hasSuffix("without it the same would have come about. It stands."))
        let confirm = try ca.propose(AnswerDisowned.kind, answer(motion, "confirmed"), by: 7, slot: "answer")
        try ca.sign(confirm, "answer", by: 8)
        #expect(ca.found("disowned").isEmpty && ca.authority.membership(of: 10, in: "keepers", at: ca.now) != nil)
    }

    @Test("K-17: a motion that the vote decided is reversed by two, also after others have left the body")
    func decided() throws {
        var ca = try small()
        let key = try ca.furtherKey(2)
        ca.wait(60)
        let motion = try motion(&ca, 10, yes: [1, 2, 3], keys: [2: key])
        let count = try #require(ca.authority.motion(at: motion)?.count)
        #expect(count.votes.count == 4 && count.seated == 4 && count.majority.floor == 2)
        // Two yes of two seated would be enough now; then they were not.
        for person in [3, 4] {
            try ca.propose("authority/body.leave", bodied(person, "council"), by: person, slot: "leaver")
        }
        try ca.disown(key, of: 2, since: motion, with: key)
        try reverse(&ca, motion)
        #expect(ca.authority.membership(of: 10, in: "keepers", at: ca.now) == nil)
    }

    @Test("K-17: two stolen keys of one motion are left out together, but for what two others confirmed")
    func together() throws {
        var ca = try small()
        let keys = [2: try ca.furtherKey(2), 3: try ca.furtherKey(3, witnesses: [1, 4])]
        ca.wait(60)
        let motion = try motion(&ca, 10, yes: [1, 2, 3, 4], keys: keys)
        for (person, key) in keys.sorted(by: { $0.key < $1.key }) {
            try ca.disown(key, of: person, since: motion, with: key)
        }
        var confirmed = ca
        let act = try confirmed.propose(
            AnswerDisowned.kind, answer(motion, "confirmed", disowning: 2), by: 5, slot: "answer")
        try confirmed.sign(act, "answer", by: 6)
        refused("K-17", confirmed) { try $0.propose(AnswerDisowned.kind, answer(motion), by: 7, slot: "answer") }
        try reverse(&ca, motion)
        #expect(ca.authority.membership(of: 10, in: "keepers", at: ca.now) == nil)
    }

    @Test("K-17: a signature too many, and a proposal that anybody could make, take nothing back")
    func signature() throws {
        var ca = try small()
        let key = try ca.furtherKey(5)
        ca.wait(60)
        let proposed = try ca.say(.of(ca.kind("authority/list.add"), listed(6, "machine-room")), by: 5, with: key)
        for person in [1, 2] { try ca.sign(proposed, "council", by: person) }
        let needed = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 7)
        try ca.sign(needed, "manager", by: 5, with: key)
        try ca.sign(needed, "council", by: 1)
        let person = try ca.propose(EnrolPerson.kind, .line(["key": .string(ca.key(30).publicKey.openSSH)]), by: 1)
        try ca.sign(person, "witness", by: 5, with: key)
        for witness in [1, 7] { try ca.sign(person, "witness", by: witness) }
        try ca.sign(person, "holder", by: 0, with: ca.key(30))
        #expect(ca.act(person).counted.count == 4 && ca.act(person).needed.count == 1, "only the holder’s")
        try ca.disown(key, of: 5, since: proposed, with: key)
        for act in [proposed, person] {
            refused("K-17", ca, "A-\(act)") { try $0.propose(AnswerDisowned.kind, answer(act), by: 3, slot: "answer") }
        }
        let act = try ca.propose(AnswerDisowned.kind, answer(needed), by: 3, slot: "answer")
        try ca.sign(act, "answer", by: 4)
        #expect(ca.authority.membership(of: 8, in: "machine-room", at: ca.now) == nil)
    }

    @Test("K-17: what a thief asked for in somebody's name is taken back, though others signed it")
    func asked() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(6)
        let thief = SoftwareKey(.ed25519, seed: "thief")
        ca.wait(60)
        let body = JSON.line(["key": .string(thief.publicKey.openSSH), "person": .person(6)])
        let act = try ca.say(.of(ca.kind(EnrolKey.kind), body), by: 6, with: stolen)
        try ca.sign(act, "holder", by: 6, with: thief)
        for witness in [1, 7] { try ca.sign(act, "witness", by: witness) }
        try ca.disown(stolen, of: 6, since: act, with: stolen)
        let reversed = try ca.propose(AnswerDisowned.kind, answer(act), by: 3, slot: "answer")
        try ca.sign(reversed, "answer", by: 4)
        #expect(ca.authority.key(thief.publicKey.fingerprint)?.key.revoked != nil)
    }

    @Test("K-17: what gave two people their seats is reversed by the body that gave them, in whatever order")
    func body() throws {
        var ca = try enrolled(1)
        let key = try ca.furtherKey(2)
        ca.wait(60)
        let motions = [
            try motion(&ca, 10, yes: [1, 2, 3], keys: [2: key]), try motion(&ca, 11, yes: [1, 2, 3], keys: [2: key]),
        ]
        try ca.disown(key, of: 2, since: motions[0], with: key)
        for motion in motions {
            let refusal = refused("K-17", ca) {
                try $0.propose(AnswerDisowned.kind, answer(motion), by: 7, slot: "answer")
            }
            #expect(refusal?.who == "a motion of “council” by authority/seat.end, for each seat")
        }
        try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(10)]), by: 1))
        try reverse(&ca, motions[0])
        refused("K-17", ca, "the other one still") {
            try $0.propose(AnswerDisowned.kind, answer(motions[1]), by: 7, slot: "answer")
        }
    }
}
