import Ledger
import Rules
import TestWorld
import Testing

/// Section D of the protocol: one statement on several acts (P-36).
struct DSeveralTests {
    private func item(_ hash: Digest, _ slot: String) -> JSON {
        .line(["of": .string(hash.hex), "slot": .string(slot)])
    }
    private func several(_ part: String, _ items: [JSON]) -> Draft {
        Draft("\(part)/act.sign", .line(["acts": .array(items)]), under: ["P-36"])
    }

    /// Three stores with the keeper's signature; the last bears the first one's label.
    private func stores() throws -> (TestCA, [ProposedAct<World>]) {
        var ca = try small()
        let places = try ["a", "b", "a"].map {
            try ca.propose("register/store.enter", .line(["label": .string($0)]), by: 5, slot: "keeper")
        }
        return (ca, places.map { ca.registerAct($0) })
    }

    @Test("P-36: each is decided in order, on a copy that the next one sees; the entry stands if one counts")
    func inOrder() throws {
        var (ca, acts) = try stores()
        let place = try ca.say(several("register", acts.map { item($0.hash, "reviewer") }), by: 7)
        #expect(acts.map { ca.registerAct($0.place).end } == [.inEffect(place), .inEffect(place), nil])
        #expect(ca.state.world.physical.stores.map(\.given.label.text) == ["a", "b"])
    }

    @Test("P-36: where none counts the statement is refused", arguments: ["slot", "person", "unknown", "other part"])
    func none(what: String) throws {
        let (ca, acts) = try stores()
        let clause = what == "unknown" || what == "other part" ? "P-35" : "RP-2.2"
        refused(clause, ca) { ca in
            let items = acts.map {
                item(what == "unknown" ? Digest.of([1]) : $0.hash, what == "slot" ? "keeper" : "reviewer")
            }
            try ca.say(several(what == "other part" ? "authority" : "register", items), by: what == "person" ? 5 : 7)
        }
    }

    @Test("P-36: one act twice counts once; an unknown one beside a good one does not harm it")
    func twice() throws {
        var (ca, acts) = try stores()
        let items = [item(Digest.of([1]), "reviewer"), item(acts[0].hash, "reviewer"), item(acts[0].hash, "reviewer")]
        try ca.say(several("register", items), by: 7)
        #expect(ca.registerAct(acts[0].place).signatures.map(\.person) == [5, 7])
    }

    @Test("P-36: an enrolment in the list, which asks for the fingerprint, is refused alone")
    func enrolment() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "n")
        let enrol = try ca.propose(EnrolPerson.kind, .line(["key": .string(key.publicKey.openSSH)]), by: 1)
        let list = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        try ca.say(
            several("authority", [item(ca.act(enrol).hash, "witness"), item(ca.act(list).hash, "council")]), by: 2)
        #expect(ca.act(enrol).signatures.isEmpty)
        #expect(ca.act(list).signatures.map(\.person) == [2])
    }

    @Test(
        "P-36: with “of” or a slot beside it, an act after the signer's head, or no list, it is refused",
        arguments: ["of", "slot", "head", "empty", "form"])
    func form(what: String) throws {
        let (ca, acts) = try stores()
        let clause = what == "head" ? "P-35" : "P-36"
        refused(clause, ca) { ca in
            var draft = several("register", what == "empty" ? [] : [item(acts[2].hash, "reviewer")])
            if what == "of" { draft.of = acts[0].hash }
            if what == "slot" { draft.slot = "reviewer" }
            if what == "form" { draft.body = .line(["acts": .array([.string("A-1")])]) }
            let head = what == "head" ? Head(root: ca.state.log.roots[acts[2].place], size: acts[2].place) : nil
            try ca.say(draft, by: 7, head: head)
        }
    }

    @Test("P-36, P-30: a person who signs the same act in two slots by one statement fills one")
    func twoSlots() throws {
        var ca = try small()
        try ca.carry(ca.propose("authority/team.appoint", member(1, "keepers"), by: 2))
        try ca.carry(ca.propose("authority/team.lead", member(1, "keepers"), by: 2))
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let hash = ca.act(act).hash
        try ca.say(several("authority", [item(hash, "manager"), item(hash, "council")]), by: 1)
        #expect(!ca.inEffect(act))
        #expect(ca.act(act).signatures.count == 1)
    }
}
