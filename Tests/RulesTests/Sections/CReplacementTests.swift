import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, P-21: all keys of a person are replaced.
struct CReplacementTests {
    private let new = SoftwareKey(.ed25519, seed: "all new")
    private func body(_ key: SoftwareKey, _ person: Int) -> JSON {
        .line(["key": .string(key.publicKey.openSSH), "person": .person(person)])
    }
    /// A small CA in which p6's replacement is announced.
    private func announced() throws -> (ca: TestCA, act: Int) {
        var ca = try small()
        let act = try ca.announceReplacement(6, by: new)
        return (ca, act)
    }
    private func close(_ ca: inout TestCA, _ act: Int, by person: Int = 6, with key: SoftwareKey? = nil) throws {
        try ca.say(.closeReplacement(ca.act(act)), by: person, with: key ?? new)
    }

    @Test(
        "SP-3.4.3, P-21: announced by three besides the holder, closed by him from 72 hours on; the old keys are revoked"
    )
    func whole() throws {
        var (ca, act) = try announced()
        let announced = ca.now
        let old = ca.key(6)
        #expect(ca.inEffect(act))
        #expect(ca.authority.key(new.publicKey.fingerprint) == nil, "announcing enrols nothing")
        try ca.say(Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 6)
        ca.now = announced.adding(72 * 3600 - 1)
        refused("P-21", ca, "too early") { try close(&$0, act) }
        ca.now = announced.adding(72 * 3600)
        try close(&ca, act)
        #expect(ca.authority.key(old.publicKey.fingerprint)?.key.revoked != nil)
        let enrolled = try #require(ca.authority.key(new.publicKey.fingerprint)).key
        #expect(enrolled.person == 6 && enrolled.witnesses == [1, 2] && enrolled.revoked == nil)
        ca.wait(60)
        refused("P-2", ca, "the old key signs nothing") {
            try $0.say(Draft("register/store.enter", .line(["label": .string("b")]), under: ["x"]), by: 6)
        }
        try ca.say(Draft("register/store.enter", .line(["label": .string("b")]), under: ["x"]), by: 6, with: new)
        refused("P-4", ca, "closed once") { try close(&$0, act) }
        #expect(ca.state.replacementViews(at: ca.now).map(\.condition) == ["closed"])
    }

    @Test(
        "P-21: two witnesses of different teams and one of the governing body, three people",
        arguments: [([5, 6], [1], false), ([1, 2], [], false), ([1], [3], false), ([1, 7], [3], true)])
    func three(witnesses: [Int], council: [Int], announces: Bool) throws {
        var ca = try small()
        let act = try ca.propose(AnnounceReplacement.kind, body(new, 10), by: 10)
        try ca.sign(act, "holder", by: 10, with: new)
        for witness in witnesses { try ca.sign(act, "witness", by: witness) }
        for member in council { try ca.sign(act, "council", by: member) }
        #expect(ca.inEffect(act) == announces)
    }

    @Test("P-21: a page signature is none of the three", arguments: ["witness", "council"])
    func local(slot: String) throws {
        var ca = try small()
        let passkey = try ca.furtherKey(1, form: .webauthn)
        let act = try ca.propose(AnnounceReplacement.kind, body(new, 6), by: 6)
        try ca.sign(act, "holder", by: 6, with: new)
        try ca.sign(act, "witness", by: 7)
        try ca.sign(act, slot == "witness" ? "council" : "witness", by: 2)
        try ca.sign(act, slot, by: 1, with: passkey)
        #expect(!ca.inEffect(act))
        try ca.sign(act, slot, by: 1)
        #expect(ca.inEffect(act))
    }

    @Test("P-21: without the new key's own signature nothing is announced; a witness says what he heard")
    func holder() throws {
        var ca = try small()
        let act = try ca.propose(AnnounceReplacement.kind, body(new, 6), by: 6)
        refused("RP-1.4", ca) { ca in
            try ca.say(Draft("authority/act.sign", of: ca.act(act).hash, slot: "witness", under: ["RP-1.4"]), by: 1)
        }
        for witness in [1, 2] { try ca.sign(act, "witness", by: witness) }
        try ca.sign(act, "council", by: 3)
        #expect(!ca.inEffect(act))
        try ca.sign(act, "holder", by: 6, with: new)
        #expect(ca.inEffect(act))
    }

    @Test("P-21: who recommended a person is no key witness of his replacement, nor speaks for his keys")
    func recommender() throws {
        var ca = try cacert()
        let act = try ca.propose(AnnounceReplacement.kind, body(new, 9), by: 9)
        refused("P-21", ca) { try $0.sign(act, "witness", by: 8) }
        try ca.sign(act, "witness", by: 6)
        try ca.stop(ca.key(9).publicKey.fingerprint.hex, by: 8, slot: "leader")
        refused("P-21", ca) { try $0.propose(AnnounceReplacement.kind, body(new, 9), by: 8) }
        try ca.propose(AnnounceReplacement.kind, body(new, 9), by: 6)
    }

    @Test("P-21, P-4: who can speak for himself asks himself; who has lost all keys is proposed for by one in office")
    func asks() throws {
        var ca = try small()
        refused("P-21", ca) { try $0.propose(AnnounceReplacement.kind, body(new, 6), by: 1) }
        try ca.stop(ca.key(6).publicKey.fingerprint.hex, by: 5, slot: "leader")
        refused("RP-1.4", ca, "in no office") { try $0.propose(AnnounceReplacement.kind, body(new, 6), by: 10) }
        let act = try ca.announceReplacement(6, by: new, asked: 7)
        ca.wait(73 * 3600)
        try close(&ca, act)
        #expect(ca.authority.key(ca.key(6).publicKey.fingerprint)?.key.revoked != nil)
    }

    @Test("P-21: the replacing key signs on an own machine, a FIDO key in production")
    func form() throws {
        let ca = try small()
        refused("P-20", ca) {
            let passkey = SoftwareKey.passkey(seed: "x", rpID: "localhost", origin: "http://localhost:8080")
            try $0.propose(AnnounceReplacement.kind, body(passkey, 6), by: 6)
        }
        var production = try TestCA(origin: "ca.example", policy: "small")
        for person in 1...4 { production.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        try production.found(Array(repeating: ["council"], count: 4), sort: "production")
        refused("P-20", production) { try $0.propose(AnnounceReplacement.kind, body(new, 4), by: 4) }
        let fido = SoftwareKey(.skEd25519, seed: "all new")
        let act = try production.announceReplacement(4, by: fido)
        production.wait(73 * 3600)
        refused("P-20", production, "user not verified") { ca in
            let statement = ca.statement(.closeReplacement(ca.act(act)), by: 4)
            try ca.enter(fido.signed(statement, userVerified: false))
        }
        try production.say(.closeReplacement(production.act(act)), by: 4, with: fido)
    }

    @Test("P-21: any old key cancels it, a passkey and a stopped one too; nobody else's", arguments: Form.allCases)
    func cancelled(form: Form) throws {
        guard form == .ed25519 || form == .webauthn else { return }
        var ca = try small()
        let other = try ca.furtherKey(6, form: form)
        let act = try ca.announceReplacement(6, by: new)
        try ca.stop(other.publicKey.fingerprint.hex, by: 5, slot: "leader")
        ca.wait(60)
        refused("P-21", ca, "another person's") { try $0.say(.cancelReplacement($0.act(act)), by: 5) }
        refused("P-2", ca, "the new key is none of his yet") {
            try $0.say(.cancelReplacement($0.act(act)), by: 6, with: new)
        }
        try ca.say(.cancelReplacement(ca.act(act)), by: 6, with: other)
        refused("P-21", ca, "once") { try $0.say(.cancelReplacement($0.act(act)), by: 6) }
        ca.wait(73 * 3600)
        refused("P-4", ca) { try close(&$0, act) }
        #expect(ca.state.replacementViews(at: ca.now).map(\.condition) == ["cancelled"])
        #expect(ca.authority.key(ca.key(6).publicKey.fingerprint)?.key.revoked == nil)
    }

    @Test("P-21, P-4: closed by the holder with the new key, who saw it announced")
    func closing() throws {
        var (ca, act) = try announced()
        let place = ca.entries.count - 1
        ca.wait(73 * 3600)
        refused("P-4", ca, "an old key") { try close(&$0, act, with: $0.key(6)) }
        refused("P-4", ca, "another person") { try close(&$0, act, by: 5) }
        refused("P-4", ca, "another act") { ca in
            let other = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
            try close(&ca, other)
        }
        for (size, clause) in [(act, "P-8"), (place, "P-35")] {
            refused(clause, ca, "head \(size)") { ca in
                let head = Head(root: ca.state.log.roots[size], size: size)
                var draft = Draft.closeReplacement(ca.act(act))
                draft.unheard = (size..<ca.entries.count).compactMap { ca.state.log.rows[$0].hash }.sorted()
                try ca.say(draft, by: 6, with: new, head: head)
            }
        }
        try close(&ca, act)
    }
}
