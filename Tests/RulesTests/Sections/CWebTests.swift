import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol, P-20: web origins and RP id, and passkeys that may be copied.
struct CWebTests {
    private let store = Draft("register/store.enter", .line(["label": .string("cellar")]), under: ["RP-2.2"])
    private func body(_ origins: [String], _ rp: String, _ voids: [SoftwareKey] = []) -> JSON {
        .line([
            "origins": .texts(origins), "rp": .string(rp),
            "voids": .texts(voids.map(\.publicKey.fingerprint).sorted().map(\.hex)),
        ])
    }

    @Test(
        "P-20: other web origins and RP id come into force by an act that lists the passkeys it voids, which are revoked"
    )
    func change() throws {
        var ca = try small()
        let old = [try ca.furtherKey(5, form: .webauthn), try ca.furtherKey(6, form: .webauthn)]
        let before = ca.authority.founding?.web
        try ca.carry(ca.propose(ChangeWeb.kind, body(["https://ca.example"], "ca.example", old), by: 1))
        #expect(ca.authority.web?.rp == "ca.example" && ca.authority.web?.origins == ["https://ca.example"])
        #expect(ca.authority.founding?.web == before, "entry 0 said what it said")
        for key in old { #expect(ca.authority.key(key.publicKey.fingerprint)?.key.revoked != nil) }
        #expect(ca.authority.key(ca.key(5).publicKey.fingerprint)?.key.revoked == nil)
        ca.wait(60)
        refused("P-2", ca) { try $0.say(store, by: 5, with: old[0]) }
        refused("P-20", ca, "a passkey of the old RP id is not enrolled") {
            _ = try $0.furtherKey(5, seed: "third", form: .webauthn)
        }
        let new = SoftwareKey.passkey(seed: "new")
        let act = try ca.propose(
            EnrolKey.kind, .line(["key": .string(new.publicKey.openSSH), "person": .person(5)]), by: 5)
        for witness in [3, 4] { try ca.sign(act, "witness", by: witness) }
        try ca.sign(act, "holder", by: 5, with: new)
        ca.wait(60)
        try ca.say(store, by: 5, with: new)
    }

    @Test("P-20: another origin alone voids nothing and is at once the one that counts")
    func origin() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        try ca.carry(ca.propose(ChangeWeb.kind, body(["http://localhost:9999"], "localhost"), by: 1))
        ca.wait(60)
        refused("P-20", ca) { try $0.say(store, by: 5, with: passkey) }
        let elsewhere = SoftwareKey.passkey(seed: "p5 second", rpID: "localhost", origin: "http://localhost:9999")
        try ca.say(store, by: 5, with: elsewhere)
    }

    @Test("P-20: “voids” lists exactly the passkeys that this voids, at the proposal and at the effect")
    func voids() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        for list in [[], [passkey, ca.key(5)], [ca.key(5)]] {
            refused("P-20", ca) {
                try $0.propose(ChangeWeb.kind, body(["https://ca.example"], "ca.example", list), by: 1)
            }
        }
        let act = try ca.propose(ChangeWeb.kind, body(["https://ca.example"], "ca.example", [passkey]), by: 1)
        _ = try ca.furtherKey(6, form: .webauthn)
        refused("P-20", ca, "one was enrolled meanwhile") { try $0.carry(act) }
    }

    @Test(
        "P-20: an origin is https, at or below the RP id; localhost in a demonstration only; something changes",
        arguments: [
            (["https://evil.example"], "ca.example"), (["https://notca.example"], "ca.example"),
            (["http://ca.example"], "ca.example"), (["https://ca.example", "https://x.example"], "ca.example"),
            (["http://localhost:8080"], "localhost"), (["http://localhost:8080"], "ca.example"),
        ])
    func origins(origins: [String], rp: String) throws {
        let ca = try small()
        refused("P-20", ca) { try $0.propose(ChangeWeb.kind, body(origins, rp), by: 1) }
    }

    @Test("P-20: localhost serves no production ledger")
    func production() throws {
        var ca = try TestCA(origin: "ca.example", policy: "small")
        for person in 1...4 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        try ca.found(Array(repeating: ["council"], count: 4), sort: "production")
        refused("P-20", ca) { try $0.propose(ChangeWeb.kind, body(["http://localhost:8080"], "localhost"), by: 1) }
        try ca.propose(ChangeWeb.kind, body(["https://www.ca.example:8443"], "ca.example"), by: 1)
    }

    @Test("P-20: lists and names in it are strict")
    func strict() throws {
        let kind = try #require(Kind.named(ChangeWeb.kind))
        let one = Digest.of([1]).hex
        let two = Digest.of([2]).hex
        let sorted = [one, two].sorted()
        for (origins, rp, voids) in [
            ([], "a.example", []), (["https://a.example", "https://a.example"], "a.example", []),
            (["https://a.example/"], "a.example", []), (["https://A.example"], "a.example", []),
            (["ftp://a.example"], "a.example", []), (["https://a.example:"], "a.example", []),
            (["https://a.example"], "", []), (["https://a.example"], ".example", []),
            (["https://a.example"], "a..example", []), (["https://a.example"], "a.example", [one, one]),
            (["https://a.example"], "a.example", [sorted[1], sorted[0]]), (["https://a.example"], "a.example", ["x"]),
        ] {
            let body = JSON.line(["origins": .texts(origins), "rp": .string(rp), "voids": .texts(voids)])
            #expect(throws: Refusal.self, "\(origins) \(rp) \(voids)") { try kind.rewrite(body) }
        }
    }

    private func entered(_ flags: UInt8, _ ca: inout TestCA, _ key: SoftwareKey, _ draft: Draft, by person: Int) throws
    {
        let line = ca.statement(draft, by: person).line()
        try ca.enter(line + key.armour(line: line, flags: flags))
    }

    @Test("P-20: where the policy says device-bound, a passkey that may be copied fills no slot; elsewhere it does")
    func deviceBound() throws {
        var ca = try cacert()
        let key = SoftwareKey.passkey(seed: "p7 page", rpID: "localhost", origin: "http://localhost:8080")
        let enrol = try ca.propose(
            EnrolKey.kind, .line(["key": .string(key.publicKey.openSSH), "person": .person(7)]), by: 7)
        try ca.sign(enrol, "holder", by: 7, with: key)
        for witness in [1, 2] { try ca.sign(enrol, "witness", by: witness) }
        let bound = try ca.propose("register/computer.enter", .computer("h"), by: 8)
        let free = try ca.propose("register/store.enter", .line(["label": .string("a")]), by: 8)
        for flags: UInt8 in [0x0D, 0x1D] {
            let refusal = refused("P-20", ca) { ca in
                try entered(flags, &ca, key, .sign(ca.registerAct(bound), slot: "access-engineer"), by: 7)
            }
            #expect(refusal?.who.contains("security key") == true)
        }
        try entered(0x1D, &ca, key, .sign(ca.registerAct(free), slot: "access-engineer"), by: 7)
        ca.wait(60)
        try entered(0x05, &ca, key, .sign(ca.registerAct(bound), slot: "access-engineer"), by: 7)
        #expect(ca.registerAct(bound).signatures.count == 1)
    }

    @Test("P-20: a vote about such an act takes no such passkey either")
    func votes() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(1, form: .webauthn)
        let requirement = JSON.line([
            "clauses": .texts(["RP-1.2a"]), "device-bound": .bool(true), "exclude": .texts(["named"]),
            "expires": .integer(86_400), "motion": .line(["body": .string("council"), "floor": .integer(2)]),
            "propose": .texts(["council"]), "ways": .array([.array([])]),
        ])
        try ca.changePolicy([["kinds", "authority/team.appoint"]: requirement])
        let motion = try ca.open(ca.propose("authority/team.appoint", member(10, "keepers"), by: 2), by: 2)
        let vote = Draft.vote(ca.authority.motion(at: motion)!, .yes)
        ca.wait(60)
        refused("P-20", ca) { try entered(0x0D, &$0, passkey, vote, by: 1) }
        try entered(0x05, &ca, passkey, vote, by: 1)
    }

    @Test("P-20: where an enrolment says device-bound, a passkey that may be copied is not enrolled")
    func enrolment() throws {
        var ca = try small()
        func slot(_ name: String, _ count: Int, _ pool: String) -> JSON {
            .line(["count": .integer(count), "name": .string(name), "pool": .texts([pool])])
        }
        let requirement = JSON.line([
            "clauses": .texts(["RP-1.4"]), "device-bound": .bool(true), "expires": .integer(604_800),
            "propose": .texts(["named", "office"]),
            "ways": .array([.array([slot("holder", 1, "holder"), slot("witness", 2, "office")])]),
        ])
        try ca.changePolicy([["kinds", EnrolKey.kind]: requirement])
        let key = SoftwareKey.passkey(seed: "bound", rpID: "localhost", origin: "http://localhost:8080")
        let act = try ca.propose(
            EnrolKey.kind, .line(["key": .string(key.publicKey.openSSH), "person": .person(5)]), by: 5)
        for witness in [3, 4] { try ca.sign(act, "witness", by: witness) }
        let holder = Draft.sign(ca.act(act), slot: "holder")
        for flags: UInt8 in [0x0D, 0x1D] { refused("P-20", ca) { try entered(flags, &$0, key, holder, by: 5) } }
        #expect(ca.authority.key(key.publicKey.fingerprint) == nil)
        try entered(0x05, &ca, key, holder, by: 5)
        #expect(ca.authority.key(key.publicKey.fingerprint)?.key.person == 5)
    }

    @Test("P-20: a policy says device-bound where it binds something, and never false", arguments: [false, true])
    func loader(local: Bool) throws {
        let ca = try small()
        let kind = local ? RevokeKey.kind : "authority/body.leave"
        let members = try #require(JSON(enclosed: TestCA.compiled("small", "policy"))["kinds"]?[kind]?.members)
        let flagged = (members + [JSON.Member("device-bound", .bool(local))]).sorted { $0.key < $1.key }
        refused("P-30", ca) { try $0.changePolicy([["kinds", kind]: .object(flagged)]) }
        // Without the flag it is taken: nothing else was wrong with it.
        var other = ca
        try other.changePolicy([["kinds", kind, "expires"]: .integer(80_000)])
    }
}
