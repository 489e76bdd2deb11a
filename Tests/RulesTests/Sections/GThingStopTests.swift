import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol: stops of acts on things, of which authority knows what the log says of them (decision 0032).
struct GThingStopTests {
    /// A store that p5 proposes, with his signature.
    private func proposed() throws -> (TestCA, Int) {
        var ca = try small()
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        return (ca, act)
    }
    private func agree(_ ca: TestCA) -> Bool {
        var alone = Fold<Authority>()
        for leaf in ca.entries { _ = try? alone.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed) }
        return alone.authority.stateHash == ca.authority.stateHash
    }

    @Test("P-55: its proposer stops it, and signer and hosts know of it; it takes no signature, but may be declined")
    func proposer() throws {
        var (ca, act) = try proposed()
        try ca.stop("A-\(act)", by: 5, slot: "person")
        #expect(ca.state.world.condition(of: ca.registerAct(act), at: ca.now).word == "stopped")
        refused("P-55", ca) { try $0.signThing(act, "reviewer", by: 7) }
        refused("P-55", ca, "twice") { try $0.stop("A-\(act)", by: 5, slot: "person") }
        #expect(agree(ca))
        var declined = ca
        try declined.say(.decline(ca.registerAct(act)), by: 7)
        ca.wait(73 * 3600)
        refused("RP-1.5", ca, "the proposer") { try $0.propose(EndStop.kind, .line(["stop": .string("X-1")]), by: 5) }
        try ca.endStop(1, by: [6, 7])
        try ca.signThing(act, "reviewer", by: 7)
        #expect(ca.thingInEffect(act) && agree(ca))
    }

    @Test("P-55: whoever signed it, a leader of theirs, two of its slots' pools; nobody else, and none of those alone")
    func who() throws {
        let (ca, act) = try proposed()
        for (person, slot) in [(6, "person"), (7, "leader"), (1, "peer"), (9, "peer"), (10, "person")] {
            refused("RP-1.5", ca, "p\(person) as \(slot)") { try $0.stop("A-\(act)", by: person, slot: slot) }
        }
        var two = ca
        let stop = try two.stop("A-\(act)", by: 6, slot: "peer")
        #expect(!two.inEffect(stop))
        try two.sign(stop, "peer", by: 8)
        #expect(two.inEffect(stop) && two.authority.stops[0].by == [6, 8])
    }

    @Test("P-36: who signed several acts of which this one refused him is no party to it: he does not stop it alone")
    func batch() throws {
        var (ca, act) = try proposed()
        ca.wait(60)
        var own = Draft.of(ca.kind(DescribePerson.kind), .line(["person": .person(1)]))
        own.detached = [.personal("name")]
        let described = try ca.say(own, by: 1)
        func item(_ act: ProposedAct<World>, _ slot: String) -> JSON {
            .line(["of": .string(act.hash.hex), "slot": .string(slot)])
        }
        let items = [item(ca.registerAct(described), "self"), item(ca.registerAct(act), "keeper")]
        ca.wait(60)
        try ca.say(Draft("register/act.sign", .line(["acts": .array(items)]), under: ["P-36"]), by: 1)
        #expect(ca.thingInEffect(described) && ca.registerAct(act).signatures.map(\.person) == [5])
        refused("RP-1.5", ca) { try $0.stop("A-\(act)", by: 1, slot: "person") }
        // Who is in a pool of it and did sign it stops it alone.
        try ca.signThing(act, "keeper", by: 6)
        try ca.stop("A-\(act)", by: 6, slot: "person")
        #expect(ca.authority.stops.map(\.target.text) == ["A-\(act)"])
    }

    @Test("P-35: an act that the stop's signer had not seen, a record, and what is no act are not stopped")
    func unknown() throws {
        var (ca, act) = try proposed()
        let before = Head(root: ca.state.log.roots[act], size: act)
        refused("P-35", ca) { try $0.say(.of($0.kind(SetStop.kind), target("A-\(act)")), by: 5, head: before) }
        let signature = try ca.signThing(act, "reviewer", by: 7)
        for place in [signature, 1, 9999] {
            refused("RP-1.5", ca, "entry \(place)") { try $0.propose(SetStop.kind, target("A-\(place)"), by: 5) }
        }
        var stocked = try ERecordTests().stocked()
        let record = try stocked.say(ERecordTests().erasure(happened: stocked.now), by: 5)
        refused("RP-1.5", stocked, "a record") { try $0.propose(SetStop.kind, target("A-\(record)"), by: 5) }
    }

    @Test("P-55, P-42: not by page, and not with a stopped key")
    func routes() throws {
        var (ca, act) = try proposed()
        let passkey = try ca.furtherKey(5, form: .webauthn)
        let spare = try ca.furtherKey(5, seed: "spare")
        ca.wait(60)
        refused("P-55", ca) {
            try $0.say(.of($0.kind(SetStop.kind), target("A-\(act)"), slot: "person"), by: 5, with: passkey)
        }
        try ca.stop(spare.publicKey.fingerprint.hex, by: 5, slot: "person")
        ca.wait(60)
        refused("P-55", ca) {
            try $0.say(.of($0.kind(SetStop.kind), target("A-\(act)"), slot: "person"), by: 5, with: spare)
        }
    }

    @Test("P-56: it ends earlier by its own requirement, of people who neither signed nor stopped it")
    func earlier() throws {
        var (ca, act) = try proposed()
        try ca.stop("A-\(act)", by: 5, slot: "person")
        ca.wait(60)
        let body = JSON.line(["stop": .string("X-1"), "target": .string("A-\(act)")])
        let lift = try ca.say(.of(ca.kind(LiftStop.kind), body), by: 6)
        refused("RP-2.2", ca) { try $0.sign(lift, "keeper", by: 5) }
        try ca.sign(lift, "keeper", by: 6)
        #expect(!ca.inEffect(lift))
        try ca.sign(lift, "reviewer", by: 8)
        #expect(ca.inEffect(lift) && agree(ca))
        try ca.signThing(act, "reviewer", by: 7)
        #expect(ca.thingInEffect(act))
    }
}
