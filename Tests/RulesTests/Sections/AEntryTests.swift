import Ledger
import Rules
import TestWorld
import Testing

/// Section A of the protocol: form, key, references, voids.
struct AEntryTests {
    let enterStore = "register/store.enter"
    var cellar: JSON { .line(["label": .string("cellar")]) }

    @Test(
        "P-1: what is said to another ledger, or by a machine, does not count here", arguments: ["origin", "machine"])
    func ledgerAndSigner(what: String) throws {
        let ca = try small()
        refused("P-1", ca) { ca in
            var statement = ca.statement(.of(ca.kind(enterStore), cellar), by: 5)
            if what == "origin" {
                statement = changed(statement, origin: "demonstration/other.example")
            } else {
                statement.signer = Signer("m1")!
            }
            try ca.enter(ca.key(5).signed(statement))
        }
    }

    private func changed(_ statement: Statement, origin: String) -> Statement {
        var statement = statement
        statement.origin = origin
        return statement
    }

    @Test(
        "P-2: nobody speaks with a key that is not enrolled, is another's, or is revoked",
        arguments: ["unknown", "another's", "revoked"])
    func key(which: String) throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        if which == "revoked" {
            try ca.propose(RevokeKey.kind, .line(["key": .string(second.publicKey.fingerprint.hex)]), by: 5)
            let act = ca.entries.count - 1
            try ca.sign(act, "owner", by: 5, with: second)
        }
        refused("P-2", ca) { ca in
            let key =
                which == "unknown" ? SoftwareKey(.ed25519, seed: "nobody") : which == "revoked" ? second : ca.key(6)
            try ca.say(.of(ca.kind(enterStore), cellar), by: 5, with: key)
        }
        // The same statement with a key of his own counts.
        try ca.say(.of(ca.kind(enterStore), cellar), by: 5)
    }

    @Test("P-2: a bad signature or a mangled entry is void, and the replay goes on behind it")
    func badSignature() throws {
        var ca = try small()
        let statement = ca.statement(.of(ca.kind(enterStore), cellar), by: 5)
        let good = ca.key(5).signed(statement)
        let before = ca.state.world.stateHash
        var bad = try Submission(bytes: good).recorded(at: ca.now)
        bad[20] ^= 1
        let forged =
            statement.line() + ca.key(5).armour(line: ca.statement(.of(ca.kind(enterStore), cellar), by: 5).line())
        for leaf in [bad, [0], Array("rubbish\n".utf8), try Submission(bytes: forged).recorded(at: ca.now)] {
            guard case .void(_, standing: false) = try ca.force(leaf) else { Issue.record("not void"); continue }
        }
        #expect(ca.state.world.stateHash == before)
        try ca.say(.of(ca.kind(enterStore), cellar), by: 5)
    }

    @Test("P-3, P-4: “of” is the hash of a statement line that the log holds")
    func reference() throws {
        var ca = try small()
        let act = try ca.propose(enterStore, cellar, by: 5)
        let wrong = Digest.of(ca.entries[act])
        let right = ca.registerAct(act).hash
        #expect(right == Digest.of(Array(ca.entries[act].prefix { $0 != 0x0A }) + [0x0A]))
        refused("P-4", ca) {
            try $0.say(Draft("register/act.sign", of: wrong, slot: "keeper", under: ["RP-2.2"]), by: 5)
        }
        try ca.say(Draft("register/act.sign", of: right, slot: "keeper", under: ["RP-2.2"]), by: 5)
    }

    @Test("P-4: a signature entered before its act stands leaves no trace, and is not burnt")
    func burnt() throws {
        var ca = try small()
        var ahead = ca
        let act = try ahead.propose(enterStore, cellar, by: 5)
        let decline = ahead.statement(.decline(ahead.registerAct(act)), by: 6, head: ca.state.log.head)
        let bytes = ahead.key(6).signed(decline)
        let proposal = ahead.entries[act]
        ca.wait(120)
        guard case .void(_, standing: false) = try ca.force(Submission(bytes: bytes).recorded(at: ca.now))
        else { Issue.record("the declining was not void"); return }
        // The proposal was made at the head before, so it still stands; then the declining counts, once.
        try ca.force(proposal)
        try ca.enter(bytes)
        #expect(ca.registerAct(act + 1).out == [6])
        refused("P-5", ca) { try $0.enter(bytes) }
    }

    @Test(
        "P-4: a kind that no edition lists is void; a name of no part fails the first layer",
        arguments: [
            ("authority/king.crown", true), ("register/crown.enter", true), ("record/crown.wear", true),
            ("crown/wear", false),
        ])
    func unknownKind(kind: String, standing: Bool) throws {
        var ca = try small()
        refused("P-4", ca) { try $0.say(Draft(kind, under: ["P-4"]), by: 1) }
        let entry = try Submission(bytes: ca.key(1).signed(ca.statement(Draft(kind, under: ["P-4"]), by: 1))).recorded(
            at: ca.now)
        guard case .void(_, standing) = try ca.force(entry) else { Issue.record("wrong judgement"); return }
        #expect((ca.state.log.last(of: .person(1)) == ca.entries.count - 1) == (standing && !kind.hasPrefix("record/")))
    }

    @Test("P-4: what only its kind refuses leaves time, request and order; what fails the first layer leaves nothing")
    func twoLayers() throws {
        var ca = try small()
        ca.wait(600)
        let request = ca.request()
        let old = ca.state.log.head
        // p10 may not propose a store: void in effect only.
        let mine = ca.statement(.of(ca.kind(enterStore), cellar), by: 10, request: request)
        guard
            case .void(_, standing: true) = try ca.force(
                Submission(bytes: ca.key(10).signed(mine)).recorded(at: ca.now))
        else { Issue.record("wrong judgement"); return }
        #expect(ca.state.log.clock == ca.now)
        refused("P-5", ca) { ca in
            try ca.enter(
                ca.key(10).signed(
                    ca.statement(Draft("authority/conflict.declare", under: ["x"]), by: 10, request: request)))
        }
        refused("P-8", ca) { try $0.say(.of($0.kind(enterStore), cellar), by: 10, head: old) }
        // Claimed too late: fails the first layer, and its request can be used again.
        let clock = ca.state.log.clock
        ca.wait(7200)
        let other = ca.request()
        var late = ca.statement(.of(ca.kind(enterStore), cellar), by: 5, request: other)
        late.claimed = ca.now.adding(-7200)
        late.until = ca.now.adding(-3600)
        guard
            case .void(_, standing: false) = try ca.force(
                Submission(bytes: ca.key(5).signed(late)).recorded(at: ca.now))
        else { Issue.record("wrong judgement"); return }
        #expect(ca.state.log.clock == clock)
        try ca.enter(ca.key(5).signed(ca.statement(.of(ca.kind(enterStore), cellar), by: 5, request: other)))
    }

    @Test("P-4: the governing body acknowledges a void entry once, by place and hash")
    func acknowledge() throws {
        var ca = try small()
        try ca.force([1, 2, 3])
        let leaf = CheckedLeaf(checking: [1, 2, 3]).leafHash
        let place = ca.entries.count - 1
        refused("P-35", ca) {
            try $0.propose(AcknowledgeVoid.kind, .acknowledging([leaf], from: $0.entries.count), by: 1)
        }
        let body = JSON.acknowledging([leaf], from: place)
        let act = try ca.propose(AcknowledgeVoid.kind, body, by: 1)
        let second = try ca.propose(AcknowledgeVoid.kind, body, by: 1)
        try ca.carry(act)
        #expect(ca.authority.acknowledged.map(\.first) == [place])
        #expect(ca.state.acknowledgement(of: place)?.last == place)
        refused("P-4", ca) { try $0.propose(AcknowledgeVoid.kind, body, by: 2) }
        refused("P-4", ca, "the check is asked at the effect again") { try $0.carry(second) }
    }

    @Test("K-20: one act acknowledges a range, by the hash over the leaf hashes of all that is in it; of 1 to 1,000")
    func acknowledgeMany() throws {
        var ca = try small()
        let first = ca.entries.count
        for byte in 1...3 { try ca.force([UInt8(byte)]) }
        let leaves = (1...3).map { CheckedLeaf(checking: [UInt8($0)]).leafHash }
        for (first, last) in [(2, 1), (0, Acknowledgement.countMax)] {
            let body = JSON.line([
                "first": .integer(first), "hash": .string(leaves[0].hex), "last": .integer(last),
            ])
            refused("K-20", ca) { try $0.propose(AcknowledgeVoid.kind, body, by: 1) }
        }
        // In another order it is another hash, which fits no entry.
        try ca.carry(try ca.propose(AcknowledgeVoid.kind, .acknowledging(leaves.reversed(), from: first), by: 1))
        #expect((first..<first + 3).allSatisfy { ca.state.acknowledgement(of: $0) == nil })
        #expect(ca.state.findings(at: ca.now).filter { $0.rule.name == "void-entry" }.count == 3)
        try ca.carry(try ca.propose(AcknowledgeVoid.kind, .acknowledging(leaves, from: first), by: 1))
        #expect((first..<first + 3).allSatisfy { ca.state.acknowledgement(of: $0) != nil })
        #expect(ca.state.acknowledgement(of: first + 3) == nil)
        #expect(!ca.state.findings(at: ca.now).contains { $0.rule.name == "void-entry" })
    }

    @Test("P-7: an enclosure that an act reads is listed in its statement")
    func enclosure() throws {
        let ca = try small()
        let body = JSON.line([
            "clauses": .string(ca.documents["clauses"]!.hex), "manual": .string(ca.documents["manual"]!.hex),
            "policy": .string(ca.documents["policy"]!.hex),
        ])
        refused("P-7", ca) { try $0.propose(ChangePolicy.kind, body, by: 1) }
    }

    @Test("P-9: numbers are given when an act takes effect, one after the other")
    func numbers() throws {
        var ca = try small()
        let first = try ca.propose(enterStore, cellar, by: 5, slot: "keeper")
        let second = try ca.propose(enterStore, .line(["label": .string("attic")]), by: 5, slot: "keeper")
        try ca.signThing(second, "reviewer", by: 7)
        try ca.signThing(first, "reviewer", by: 7)
        #expect(ca.state.world.physical.stores.map(\.number) == [1, 2])
        #expect(ca.state.world.physical.stores.map(\.given.label.text) == ["attic", "cellar"])
        #expect(ca.state.world.physical.stores[ID<SecureStore>(2)].born == ca.entries.count - 1)
    }
}
