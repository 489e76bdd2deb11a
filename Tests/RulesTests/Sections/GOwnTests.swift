import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, K-18: what a stopped person or key may still do ends with their own.
struct GOwnTests {
    /// p5's store, which needs one reviewer of two: p7 has declined it, and p8 holds a passkey too.
    private func waiting() throws -> (TestCA, Int, SoftwareKey) {
        var ca = try small()
        let passkey = try ca.furtherKey(8, form: .webauthn)
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        ca.wait(60)
        return (ca, act, passkey)
    }
    private func word(_ ca: TestCA, _ act: Int) -> String {
        ca.state.world.condition(of: ca.registerAct(act), at: ca.now).word
    }
    private func declined(_ ca: TestCA, _ act: Int) -> [Int] { ca.registerAct(act).out }

    @Test(
        "K-18: declining with a stopped key takes its owner out, and ends nobody’s act",
        arguments: ["key", "page", "person"])
    func decline(what: String) throws {
        var (ca, act, passkey) = try waiting()
        var before = ca
        try before.say(.decline(before.registerAct(act)), by: 7)
        try before.say(.decline(before.registerAct(act)), by: 8, with: passkey)
        #expect(word(before, act) == "declined", "while nobody is stopped, those left cannot meet it")
        try ca.signThing(act, "keeper", by: 6)
        let hex = passkey.publicKey.fingerprint.hex
        switch what {
        case "key": try ca.stop(hex, by: 8, slot: "person")
        case "page":
            let leaders = try ca.furtherKey(7, form: .webauthn, witnesses: [1, 2])
            ca.wait(60)
            try ca.say(.of(ca.kind(SetStop.kind), target("p8"), slot: "leader"), by: 7, with: leaders)
            #expect(ca.authority.person(8)?.pageStopped != nil && ca.authority.person(8)?.stopped == nil)
        default: break
        }
        try ca.say(.decline(ca.registerAct(act)), by: 7)
        if what == "person" {
            // Only what is theirs: a signature that stands, not a slot that they could fill.
            try ca.stop("p8", by: 8, slot: "person")
            refused("P-34", ca) { try $0.say(.decline($0.registerAct(act)), by: 8) }
        } else {
            try ca.say(.decline(ca.registerAct(act)), by: 8, with: passkey)
            #expect(declined(ca, act) == [7, 8])
        }
        #expect(word(ca, act) == "open")
        try ca.carry(ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1))
        ca.wait(60)
        try ca.signThing(act, "reviewer", by: 10)
        #expect(ca.thingInEffect(act), "the others go on")
    }

    @Test("K-18: a stopped person takes back a signature by declining, and the act stays with the others")
    func signature() throws {
        var (ca, act, _) = try waiting()
        try ca.say(.decline(ca.registerAct(act)), by: 6)
        try ca.stop("p5", by: 5, slot: "person")
        try ca.say(.decline(ca.registerAct(act)), by: 5)
        #expect(ca.registerAct(act).signatures.isEmpty && declined(ca, act) == [6, 5])
        #expect(word(ca, act) == "open", "both keepers are out, and one of them had no say")
    }

    @Test("K-18: the stopped withdraw and resign what is their own")
    func own() throws {
        var (ca, act, _) = try waiting()
        try ca.stop("p5", by: 5, slot: "person")
        try ca.say(.withdraw(ca.registerAct(act), request: ca.statementRequest(act)), by: 5)
        #expect(word(ca, act) == "withdrawn")
        try ca.propose("authority/team.leave", member(5, "keepers"), by: 5, slot: "leaver")
        #expect(ca.authority.membership(of: 5, in: "keepers", at: ca.now) == nil)
    }
}
