import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, P-56: the early end of a key's stop is its enrolment anew.
struct GKeyLiftTests {
    /// p6's second key, which he stopped himself: it was mislaid.
    private func mislaid() throws -> (TestCA, SoftwareKey, JSON) {
        var ca = try small()
        let key = try ca.furtherKey(6)
        try ca.stop(key.publicKey.fingerprint.hex, by: 6, slot: "person")
        ca.wait(60)
        return (ca, key, .line(["stop": .string("X-1"), "target": .string(key.publicKey.fingerprint.hex)]))
    }
    private func asked(_ ca: inout TestCA, _ body: JSON) throws -> Int {
        try ca.say(.of(ca.kind(LiftStop.kind), body), by: 6)
    }

    @Test("P-56, P-21: the key proves itself, and two of different teams heard its words")
    func back() throws {
        var (ca, key, body) = try mislaid()
        let act = try asked(&ca, body)
        try ca.sign(act, "witness", by: 1)
        try ca.sign(act, "witness", by: 7)
        #expect(!ca.inEffect(act), "without the key itself it would be two who end it, and their 72 hours")
        refused("P-4", ca, "another key") { try $0.sign(act, "holder", by: 6) }
        try ca.sign(act, "holder", by: 6, with: key)
        #expect(ca.inEffect(act))
        let found = try #require(ca.authority.key(key.publicKey.fingerprint)?.key)
        #expect(found.isAtWork && found.since == ca.entries.count - 1, "what it signed before does not count")
    }

    @Test("P-56: the holder alone, two of one team, a witness who says nothing of the words")
    func tooLittle() throws {
        var (ca, key, body) = try mislaid()
        let act = try asked(&ca, body)
        try ca.sign(act, "holder", by: 6, with: key)
        try ca.sign(act, "witness", by: 7)
        try ca.sign(act, "witness", by: 8)
        #expect(!ca.inEffect(act), "both are reviewers")
        refused("RP-1.4", ca) { ca in
            try ca.say(Draft("authority/act.sign", of: ca.act(act).hash, slot: "witness", under: ["P-56"]), by: 1)
        }
        refused("RP-1.4", ca, "the person himself") { try $0.sign(act, "witness", by: 6) }
        try ca.sign(act, "witness", by: 1)
        #expect(ca.inEffect(act))
    }

    @Test("P-56: a stopped key does not ask for itself, nor does anybody but its person: a thief and two deceived ones")
    func thief() throws {
        let (ca, key, body) = try mislaid()
        refused("P-55", ca) { try $0.say(.of($0.kind(LiftStop.kind), body), by: 6, with: key) }
        for person in [1, 5, 7] {
            refused("P-56", ca, "p\(person)") { try $0.say(.of($0.kind(LiftStop.kind), body), by: person) }
        }
        refused("RP-1.4", ca, "not even in office") { try $0.say(.of($0.kind(LiftStop.kind), body), by: 10) }
        // Whose only key was stopped waits 72 hours, or has all keys replaced, which takes as long.
        var only = try small()
        try only.stop(only.key(6).publicKey.fingerprint.hex, by: 6, slot: "person")
        let own = JSON.line(["stop": .string("X-1"), "target": .string(only.key(6).publicKey.fingerprint.hex)])
        only.wait(60)
        refused("P-55", only) { try $0.say(.of($0.kind(LiftStop.kind), own), by: 6) }
    }

    @Test("P-56: who stopped the key is no witness of it, nor ever who recommended the person (P-21)")
    func stopper() throws {
        var ca = try small()
        let key = try ca.furtherKey(6)
        try ca.stop(key.publicKey.fingerprint.hex, by: 5, slot: "leader")
        ca.wait(60)
        let body = JSON.line(["stop": .string("X-1"), "target": .string(key.publicKey.fingerprint.hex)])
        let act = try asked(&ca, body)
        refused("P-56", ca) { try $0.sign(act, "witness", by: 5) }
        var recommended = ca
        recommended.suppose { $0.authority.people[5].recommenders = [1] }
        refused("P-21", recommended) { try $0.sign(act, "witness", by: 1) }
    }

    @Test("P-56: a key that was revoked meanwhile is not given back")
    func revoked() throws {
        var (ca, key, body) = try mislaid()
        let act = try asked(&ca, body)
        let hex = key.publicKey.fingerprint.hex
        try ca.say(.of(ca.kind(RevokeKey.kind), .line(["key": .string(hex)]), slot: "owner"), by: 6, with: key)
        refused("P-4", ca, "it signs nothing any more") { try $0.sign(act, "holder", by: 6, with: key) }
        try ca.sign(act, "witness", by: 1)
        try ca.sign(act, "witness", by: 7)
        #expect(ca.authority.key(key.publicKey.fingerprint)?.key.isAtWork == false)
    }

    @Test("K-5: who recommended a person gives no key of theirs back after 72 hours, and is not among those who may")
    func recommender() throws {
        var ca = try cacert()
        #expect(ca.authority.person(9)?.recommenders == [8])
        try ca.stop(ca.key(9).publicKey.fingerprint.hex, by: 9, slot: "person")
        #expect(ca.authority.restorers(of: ca.authority.stops[0], at: ca.now) == [1, 2, 3, 4, 5, 6, 7, 12, 13])
        ca.wait(73 * 3600)
        let stop = JSON.line(["stop": .string("X-1")])
        let slot = try #require(ca.authority.policy?.kinds[EndStop.kind]?.ways[0].slots[0].name)
        #expect(throws: Refusal.self, "its proposer") { try ca.propose(EndStop.kind, stop, by: 8, slot: slot) }
        let end = try ca.propose(EndStop.kind, stop, by: 6, slot: slot)
        #expect(throws: Refusal.self, "beside another") { try ca.sign(end, slot, by: 8) }
        #expect(!ca.inEffect(end))
        try ca.sign(end, slot, by: 1)
        #expect(ca.inEffect(end))
    }
}
