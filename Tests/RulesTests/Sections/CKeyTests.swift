import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol: keys, routes, the floor.
struct CKeyTests {
    func keyBody(_ key: SoftwareKey, _ person: Int? = nil) -> JSON {
        .line(["key": .string(key.publicKey.openSSH), "person": person.map { .person($0) }])
    }

    @Test("P-21: a key belongs to one person for ever", arguments: ["enrolled", "revoked"])
    func oneOwner(state: String) throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        if state == "revoked" {
            let act = try ca.propose(RevokeKey.kind, .line(["key": .string(second.publicKey.fingerprint.hex)]), by: 5)
            try ca.sign(act, "owner", by: 5, with: second)
        }
        refused("P-21", ca) { try $0.propose(EnrolKey.kind, keyBody(second, 6), by: 6) }
        refused("P-21", ca, "nor once more for himself") { try $0.propose(EnrolKey.kind, keyBody(second, 5), by: 5) }
        refused("P-21", ca, "nor as a new person") { try $0.propose(EnrolPerson.kind, keyBody(second), by: 1) }
    }

    @Test("P-21: two open enrolments of one key: the second finds it taken at its effect")
    func twoEnrolments() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "twice")
        let one = try ca.propose(EnrolPerson.kind, keyBody(key), by: 1)
        let two = try ca.propose(EnrolPerson.kind, keyBody(key), by: 2)
        for act in [one, two] {
            try ca.sign(act, "holder", by: 0, with: key)
            try ca.sign(act, "witness", by: 3)
        }
        try ca.sign(one, "witness", by: 4)
        #expect(ca.authority.people.count == 11)
        refused("P-21", ca) { try $0.sign(two, "witness", by: 4) }
    }

    @Test("P-21: without the new key's own signature nobody is enrolled")
    func withoutHolder() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, keyBody(key), by: 1)
        for witness in [1, 3, 4] { try ca.sign(act, "witness", by: witness) }
        #expect(!ca.inEffect(act))
        try ca.sign(act, "holder", by: 0, with: key)
        #expect(ca.inEffect(act))
        #expect(ca.authority.key(key.publicKey.fingerprint)?.key.witnesses == [1, 3, 4])
    }

    @Test("P-21: two key witnesses of one team are not enough; one outside it is", arguments: [7, 1])
    func oneTeam(third: Int) throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, keyBody(key), by: 1)
        try ca.sign(act, "holder", by: 0, with: key)
        try ca.sign(act, "witness", by: 5)
        try ca.sign(act, "witness", by: 6)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "witness", by: third)
        #expect(ca.inEffect(act))
    }

    @Test("P-21: a key witness says the fingerprint that he heard")
    func fingerprint() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, keyBody(key), by: 1)
        for body in [JSON.object([]), .line(["heard": .string(ca.key(1).publicKey.fingerprint.hex)])] {
            refused("RP-1.4", ca) { ca in
                try ca.say(
                    Draft("authority/act.sign", body, of: ca.act(act).hash, slot: "witness", under: ["RP-1.4"]), by: 3)
            }
        }
        try ca.sign(act, "witness", by: 3)
    }

    @Test("P-21: key witnesses sign on their own machines")
    func localWitness() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(4, form: .webauthn, witnesses: [1, 2])
        let key = SoftwareKey(.ed25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, keyBody(key), by: 1)
        try ca.sign(act, "holder", by: 0, with: key)
        try ca.sign(act, "witness", by: 3)
        try ca.sign(act, "witness", by: 4, with: passkey)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "witness", by: 4)
        #expect(ca.inEffect(act))
    }

    @Test("P-21, P-23: two local witnesses of one team and a third by page from outside are not two key witnesses")
    func pageWitness() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(1, form: .webauthn)
        let key = SoftwareKey(.ed25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, keyBody(key), by: 2)
        try ca.sign(act, "holder", by: 0, with: key)
        for person in [5, 6] { try ca.sign(act, "witness", by: person) }
        try ca.sign(act, "witness", by: 1, with: passkey)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "witness", by: 1)
        #expect(ca.inEffect(act))
    }

    @Test("P-21: who is in no office, the auditor, and the person himself are no key witnesses", arguments: [9, 10, 5])
    func notWitness(person: Int) throws {
        var ca = try small()
        let act = try ca.propose(EnrolKey.kind, keyBody(SoftwareKey(.ed25519, seed: "more"), 5), by: 5)
        refused("RP-1.4", ca) { try $0.sign(act, "witness", by: person) }
    }

    @Test(
        "P-21: who holds a key asks for his further keys himself; others ask only for who has lost all and is in no office"
    )
    func onlyHimself() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "planted")
        refused("P-21", ca, "a key planted on a victim") { try $0.propose(EnrolKey.kind, keyBody(key, 10), by: 1) }
        for person in [6, 10] {
            let act = try ca.propose(
                RevokeKey.kind, .line(["key": .string(ca.key(person).publicKey.fingerprint.hex)]), by: person)
            try ca.sign(act, "owner", by: person)
        }
        refused("P-21", ca, "in office it takes three") { try $0.propose(EnrolKey.kind, keyBody(key, 6), by: 1) }
        let act = try ca.propose(EnrolKey.kind, keyBody(key, 10), by: 1)
        for witness in [3, 4] { try ca.sign(act, "witness", by: witness) }
        try ca.sign(act, "holder", by: 10, with: key)
        #expect(ca.inEffect(act))
    }

    @Test("P-21: a key witness of a person does not recommend him, whichever comes first")
    func recommender() throws {
        var ca = try cacert()
        // p8 leads the Systems Administrators and was key witness of p14.
        let heard = try ca.enrol(witnesses: [8, 1])
        let other = try ca.enrol(witnesses: [1, 3])
        refused("P-21", ca) { ca in
            try ca.propose(
                "authority/team.appoint", member(heard, "systems-administration"), by: 8, slot: "recommendation")
        }
        let act = try ca.propose(
            "authority/team.appoint", member(other, "systems-administration"), by: 8, slot: "recommendation")
        // He witnesses a further key while his recommendation waits: then the recommendation does not count.
        var meanwhile = ca
        _ = try meanwhile.furtherKey(other, witnesses: [8, 1])
        refused("SP-9.1.3", meanwhile) { try $0.carry(act) }
        try ca.carry(act)
        let key = try ca.propose(EnrolKey.kind, keyBody(SoftwareKey(.ed25519, seed: "more"), other), by: other)
        refused("P-21", ca) { try $0.sign(key, "witness", by: 8) }
        try ca.sign(key, "witness", by: 1)
    }

    @Test("P-22: with a key one ends that key at once; with another of one's own both are suspended")
    func revocation() throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        let body = JSON.line(["key": .string(second.publicKey.fingerprint.hex)])
        let act = try ca.propose(RevokeKey.kind, body, by: 5)
        var itself = ca
        try itself.sign(act, "owner", by: 5, with: second)
        #expect(itself.authority.key(second.publicKey.fingerprint)?.key.revoked != nil)
        #expect(itself.authority.key(itself.key(5).publicKey.fingerprint)?.key.stopped == nil)
        try ca.sign(act, "owner", by: 5)
        #expect(ca.authority.key(second.publicKey.fingerprint)?.key.revoked == nil)
        for key in [second, ca.key(5)] {
            refused("P-55", ca) { ca in
                try ca.say(
                    Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 5, with: key)
            }
        }
        // Key witnesses say which stays.
        try ca.endStop(1, by: [1, 2])
        let staysSecond = ca.authority.stops[0].target == .key(second.publicKey.fingerprint)
        let (stays, goes) = staysSecond ? (second, ca.key(5)) : (ca.key(5), second)
        try ca.say(Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 5, with: stays)
        // The one that stays ends the other at once.
        let last = JSON.line(["key": .string(goes.publicKey.fingerprint.hex)])
        try ca.say(.of(ca.kind(RevokeKey.kind), last, slot: "owner"), by: 5, with: stays)
        #expect(ca.authority.key(goes.publicKey.fingerprint)?.key.revoked != nil)
    }

    @Test("P-22: a thief with one key cannot end the other by stopping it first")
    func thief() throws {
        var ca = try small()
        let stolen = try ca.furtherKey(5)
        let good = ca.key(5).publicKey.fingerprint
        ca.wait(60)
        try ca.say(.of(ca.kind(SetStop.kind), target(good.hex), slot: "person"), by: 5, with: stolen)
        try ca.say(.of(ca.kind(RevokeKey.kind), .line(["key": .string(good.hex)]), slot: "owner"), by: 5, with: stolen)
        #expect(ca.authority.key(good)?.key.revoked == nil)
        #expect(ca.authority.key(stolen.publicKey.fingerprint)?.key.stopped != nil)
    }

    @Test("P-22, P-55: nobody revokes a key of somebody else")
    func anothers() throws {
        let ca = try small()
        let body = JSON.line(["key": .string(ca.keys[6]!.publicKey.fingerprint.hex)])
        refused("RP-1.4", ca) { try $0.propose(RevokeKey.kind, body, by: 5) }
        refused("RP-1.4", ca) { ca in
            let act = try ca.propose(RevokeKey.kind, body, by: 6)
            try ca.sign(act, "owner", by: 5)
        }
    }
}
