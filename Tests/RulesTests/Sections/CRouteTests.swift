import Ledger
import Rules
import TestWorld
import Testing

/// Section C of the protocol: local and page, and the floor of what widens.
struct CRouteTests {
    @Test(
        "P-20: what is local is read from the form and the application",
        arguments: [
            (Form.ed25519, "", true), (.ecdsa, "", true), (.skEd25519, "ssh:foureyes", true), (.skECDSA, "ssh:x", true),
        ])
    func local(form: Form, application: String, isLocal: Bool) throws {
        var ca = try small()
        let key =
            application.isEmpty ? SoftwareKey(form, seed: "r") : SoftwareKey(form, seed: "r", application: application)
        let submission = try key.submission(ca.statement(Draft("authority/conflict.declare", under: ["x"]), by: 1))
        #expect(try submission.verified().signature.isLocal == isLocal)
        let page = SoftwareKey.passkey(seed: "r", rpID: "localhost", origin: "http://localhost:8080")
        #expect(
            try page.submission(ca.statement(Draft("authority/conflict.declare", under: ["x"]), by: 1)).verified()
                .signature.isLocal == false)
    }

    @Test("P-20: a page signature is of the ledger's relying party and one of its web origins")
    func origins() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        let store = Draft("register/store.enter", .line(["label": .string("cellar")]), under: ["RP-2.2"])
        let elsewhere = SoftwareKey.passkey(seed: "p5 second", rpID: "localhost", origin: "http://localhost:9999")
        #expect(elsewhere.publicKey == passkey.publicKey)
        refused("P-20", ca) { try $0.say(store, by: 5, with: elsewhere) }
        try ca.say(store, by: 5, with: passkey)
        refused("P-20", ca, "a passkey of another relying party is not enrolled") { ca in
            let foreign = SoftwareKey.passkey(seed: "f", rpID: "evil.example", origin: "https://evil.example")
            try ca.propose(
                EnrolKey.kind, .line(["key": .string(foreign.publicKey.openSSH), "person": .person(5)]), by: 5)
        }
    }

    @Test(
        "P-20: every page signature says user presence and user verification",
        arguments: [(false, true), (true, false)])
    func flags(present: Bool, verified: Bool) throws {
        var ca = try small()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        let statement = ca.statement(Draft("register/store.enter", .line(["label": .string("a")]), under: ["x"]), by: 5)
        let bytes = passkey.signed(statement, userPresent: present, userVerified: verified)
        #expect(throws: Malformed.self) { try ca.enter(bytes) }
        let before = ca.state.world.stateHash
        guard case .void(_, standing: false) = try ca.force(bytes + Array("recorded \(ca.now.text)\n".utf8))
        else { Issue.record("not void"); return }
        #expect(ca.state.world.stateHash == before)
    }

    /// A production ledger of p1…p4 with FIDO keys; p1 and p2 hold plain keys too.
    private func produced() throws -> (TestCA, plain: SoftwareKey) {
        var ca = try TestCA(origin: "ca.example", policy: "small")
        for person in 1...4 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        try ca.found(Array(repeating: ["council"], count: 4), sort: "production")
        let plain = try ca.furtherKey(1, form: .ed25519, witnesses: [3, 4])
        return (ca, plain)
    }

    @Test("P-20: in a production ledger a plain key widens nothing, and serves what widens nothing")
    func plainKeys() throws {
        var (ca, plain) = try produced()
        let new = SoftwareKey(.skEd25519, seed: "new")
        let act = try ca.propose(EnrolPerson.kind, .line(["key": .string(new.publicKey.openSSH)]), by: 2)
        refused("P-20", ca, "a slot") { try $0.sign(act, "witness", by: 1, with: plain) }
        refused("P-20", ca, "a slot, user not verified") { ca in
            let statement = ca.statement(.sign(ca.act(act), slot: "witness"), by: 1)
            try ca.enter(ca.key(1).signed(statement, userVerified: false))
        }
        let seat = try ca.propose("authority/team.lead", member(4, "keepers"), by: 1)
        let motion = try ca.open(seat)
        refused("P-20", ca, "a vote") { try $0.vote(motion, .yes, by: 1, with: plain) }
        for person in [1, 2, 3] { try ca.vote(motion, .yes, by: person) }
        refused("P-20", ca, "a closing") { try $0.close(motion, by: 1, with: plain) }
        // Stopping widens nothing.
        ca.wait(60)
        try ca.say(.of(ca.kind(SetStop.kind), target("p1"), slot: "person"), by: 1, with: plain)
        #expect(ca.authority.person(1)?.stopped != nil)
    }

    @Test(
        "P-20: in a production ledger a plain key neither votes nor closes on a question: a motion counts as widening")
    func question() throws {
        var (ca, plain) = try produced()
        var draft = Draft("authority/motion.open", .line(["body": .string("council")]), under: ["P-50"])
        draft.detached = [
            DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "question")
        ]
        let motion = try ca.say(draft, by: 1)
        refused("P-20", ca) { try $0.vote(motion, .yes, by: 1, with: plain) }
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        refused("P-20", ca) { try $0.close(motion, by: 1, with: plain) }
        try ca.close(motion, by: 1)
    }

    @Test("P-20: a production founding is accepted with FIDO keys and user verification; plain keys do not found it")
    func founding() throws {
        var ca = try TestCA(origin: "ca.example", policy: "small")
        var draft = Draft(
            "authority/founding", ca.foundingBody(Array(repeating: ["council"], count: 4), sort: "production"),
            under: ["P-54"])
        draft.enclosures = ca.allEnclosures
        refused("P-20", ca) { try $0.say(draft, by: 1) }
        for person in 1...4 { ca.setKey(person, SoftwareKey(.skEd25519, seed: "p\(person)")) }
        draft.body = ca.foundingBody(Array(repeating: ["council"], count: 4), sort: "production")
        try ca.say(draft, by: 1)
        let founding = try #require(ca.authority.founding)
        refused("P-20", ca) { ca in
            let heard = [2, 3].map { (person: $0, key: ca.key($0).publicKey.fingerprint) }
            let statement = ca.statement(.accept(founding, heard: heard), by: 1)
            try ca.enter(ca.key(1).signed(statement, userVerified: false))
        }
    }

    @Test(
        "P-23: page signatures fill slots above the floor of two local ones, never the floor",
        arguments: [
            ([5, 1], true), ([5], false), ([1], false), ([], false),
        ])
    func floor(local: [Int], takesEffect: Bool) throws {
        var ca = try small()
        let passkeys = [5: try ca.furtherKey(5, form: .webauthn), 1: try ca.furtherKey(1, form: .webauthn)]
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 2)
        for (person, slot) in [(5, "manager"), (1, "council")] {
            try ca.sign(act, slot, by: person, with: local.contains(person) ? nil : passkeys[person])
        }
        #expect(ca.inEffect(act) == takesEffect)
        // A local one in place of the page one counts; a page one in place of the local one is refused.
        if local == [5] {
            refused("P-32", ca) { try $0.sign(act, "manager", by: 5, with: passkeys[5]) }
            try ca.sign(act, "council", by: 1)
            #expect(ca.inEffect(act))
        }
    }

    @Test(
        "P-23: a motion on what widens needs two local yes votes, on the rules themselves three",
        arguments: [
            ("authority/team.appoint", 1, false), ("authority/team.appoint", 2, true),
            ("authority/policy.change", 2, false),
            ("authority/policy.change", 3, true),
        ])
    func votes(kind: String, local: Int, carried: Bool) throws {
        var ca = try small()
        var passkeys: [Int: SoftwareKey] = [:]
        for person in 1...4 {
            passkeys[person] = try ca.furtherKey(person, form: .webauthn, witnesses: person < 3 ? [3, 4] : [1, 2])
        }
        let act: Int
        if kind == ChangePolicy.kind {
            act = try ca.say(ca.policyChange([:]), by: 1)
        } else {
            act = try ca.propose(kind, member(10, "keepers"), by: 1)
        }
        let motion = try ca.open(act)
        for person in 1...4 { try ca.vote(motion, .yes, by: person, with: person <= local ? nil : passkeys[person]) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        #expect(ca.inEffect(act) == carried)
        #expect(ca.word(act) == (carried ? "in effect" : "defeated"))
    }

    @Test("P-50: a closing is local")
    func closing() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(1, form: .webauthn)
        let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(act)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        refused("P-50", ca) { try $0.close(motion, by: 1, with: passkey) }
        try ca.close(motion, by: 1)
    }

    @Test("P-42, P-55: revocation, disowning, removal and leaving are local")
    func localKinds() throws {
        var ca = try small()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        for (kind, body, slot) in [
            (
                DisownKey.kind, .line(["key": .string(passkey.publicKey.fingerprint.hex), "since": .integer(40)]),
                "owner"
            ),
            (RevokeKey.kind, .line(["key": .string(passkey.publicKey.fingerprint.hex)]), "owner"),
            (LeaveTeam.kind, member(5, "keepers"), "leaver"),
        ] {
            refused("P-42", ca, "\(kind)") { ca in
                ca.wait(60)
                try ca.say(.of(ca.kind(kind), body, slot: slot), by: 5, with: passkey)
            }
        }
        let end = try ca.propose(EndSeat.kind, .line(["group": .string("keepers"), "person": .person(6)]), by: 1)
        let council = try ca.furtherKey(1, form: .webauthn)
        let motion = try ca.open(end)
        refused("P-42", ca, "a vote that ends a seat") { try $0.vote(motion, .yes, by: 1, with: council) }
    }
}
