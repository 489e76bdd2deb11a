import Ledger
import Rules
import TestWorld
import Testing

/// Section A of the protocol: uniqueness, heads, order, the key inside an enrolment.
struct AOrderTests {
    var cellar: Draft { Draft("register/store.enter", .line(["label": .string("cellar")]), under: ["RP-2.2"]) }

    @Test("P-5: a statement stands once, and a request id is used once by its signer")
    func once() throws {
        var ca = try small()
        let request = ca.request()
        let bytes = ca.key(5).signed(ca.statement(cellar, by: 5, request: request))
        try ca.enter(bytes)
        refused("P-5", ca, "a replayed statement") { try $0.enter(bytes) }
        refused("P-5", ca, "a reused request") { ca in
            let other = Draft("register/store.enter", .line(["label": .string("attic")]), under: ["RP-2.2"])
            try ca.enter(ca.key(5).signed(ca.statement(other, by: 5, request: request)))
        }
        // Another signer may use the same number.
        try ca.enter(ca.key(6).signed(ca.statement(cellar, by: 6, request: request)))
    }

    @Test("P-5: the same statement under another signature by another key of his is the same statement")
    func secondKey() throws {
        var ca = try small()
        let second = try ca.furtherKey(5)
        let statement = ca.statement(cellar, by: 5)
        try ca.enter(ca.key(5).signed(statement))
        refused("P-5", ca) { try $0.enter(second.signed(statement)) }
    }

    @Test("P-8: a head that this log never had is a fork", arguments: ["root", "beyond", "old root"])
    func fork(what: String) throws {
        let ca = try small()
        let head = ca.state.log.head
        let wrong =
            switch what {
            case "root": Head(root: Digest.of([9]), size: head.size)
            case "beyond": Head(root: head.root, size: head.size + 1)
            default: Head(root: head.root, size: head.size - 1)
            }
        refused("P-8", ca) { try $0.say(cellar, by: 5, head: wrong) }
        refused("P-8", ca, "a record too: the root is never exempt") { ca in
            try ca.say(Draft("record/close", of: ca.authority.founding?.hash, under: ["P-41"]), by: 5, head: wrong)
        }
    }

    @Test("P-8: a signature's head covers what is signed")
    func covers() throws {
        var ca = try small()
        let before = ca.state.log.head
        let act = try ca.say(cellar, by: 5)
        refused("P-8", ca) { try $0.signThing(act, "reviewer", by: 7, head: before) }
        try ca.signThing(act, "reviewer", by: 7)
    }

    @Test("P-8: a head covers its signer's last entry, or “unheard” names that entry and no other")
    func lastEntry() throws {
        var ca = try small()
        let before = ca.state.log.head
        let first = try ca.say(cellar, by: 5)
        var second = Draft("register/store.enter", .line(["label": .string("attic")]), under: ["RP-2.2"])
        refused("P-8", ca) { try $0.say(second, by: 5, head: before) }
        second.unheard = [Digest.of([1])]
        refused("P-8", ca) { try $0.say(second, by: 5, head: before) }
        second.unheard = [ca.registerAct(first).hash]
        try ca.say(second, by: 5, head: before)
        refused("P-8", ca, "his last entry is the second now") { ca in
            second.body = .line(["label": .string("loft")])
            try ca.say(second, by: 5, head: before)
        }
    }

    @Test("P-8: nobody can enter a person's two votes in another order")
    func votesInOrder() throws {
        var ca = try small()
        let seat = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        let motion = try ca.open(seat)
        let head = ca.state.log.head
        let yes = ca.statement(.vote(ca.authority.motion(at: motion)!, .yes), by: 2)
        let first = ca.key(2).signed(yes)
        var draft = Draft.vote(ca.authority.motion(at: motion)!, .no)
        draft.unheard = [Digest.of(yes.line())]
        let second = ca.key(2).signed(ca.statement(draft, by: 2, head: head))
        var swapped = ca
        try swapped.enter(second)
        refused("P-8", swapped) { try $0.enter(first) }
        try ca.enter(first)
        try ca.enter(second)
        #expect(ca.authority.motion(at: motion)?.votes.map(\.choice) == [.no])
    }

    @Test("P-8: what narrows and records need not be in order, and are no last entry")
    func exempt() throws {
        var ca = try small()
        let act = try ca.say(cellar, by: 5)
        let early = ca.state.log.head
        try ca.say(Draft("register/store.enter", .line(["label": .string("attic")]), under: ["RP-2.2"]), by: 6)
        try ca.say(.decline(ca.registerAct(act)), by: 6, head: Head.empty)
        // His declining is no last entry: a head that covers his proposal is enough.
        let covering = ca.state.log.head
        try ca.say(
            Draft("authority/conflict.declare", of: ca.registerAct(act).hash, under: ["P-51"]), by: 6, head: early)
        try ca.say(
            Draft("register/store.enter", .line(["label": .string("loft")]), under: ["RP-2.2"]), by: 6, head: covering)
    }

    @Test("P-4, P-21: “p0” speaks once per enrolment, with the key in it, in the slot “holder” alone")
    func holder() throws {
        var ca = try small()
        let key = SoftwareKey(.ed25519, seed: "new")
        let other = SoftwareKey(.ed25519, seed: "other")
        let act = try ca.propose(EnrolPerson.kind, .line(["key": .string(key.publicKey.openSSH)]), by: 1)
        refused("P-4", ca, "another key") { try $0.sign(act, "holder", by: 0, with: other) }
        refused("P-2", ca, "another slot") { try $0.sign(act, "witness", by: 0, with: key) }
        refused("P-2", ca, "another kind") { try $0.say(cellar, by: 0, with: key) }
        refused("P-4", ca, "as somebody else") { try $0.sign(act, "holder", by: 10, with: key) }
        refused("P-4", ca, "nobody signs there with a key of his own") { try $0.sign(act, "holder", by: 1) }
        try ca.sign(act, "holder", by: 0, with: key)
        refused("P-4", ca, "one use per act") { ca in
            ca.wait(5)
            try ca.sign(act, "holder", by: 0, with: key)
        }
        try ca.say(.withdraw(ca.act(act), request: ca.statementRequest(act)), by: 1)
        refused("P-4", ca, "no longer open") { ca in
            ca.wait(5)
            try ca.sign(act, "holder", by: 0, with: key)
        }
    }
}

extension TestCA {
    /// The request id under which the statement at a place was made.
    func statementRequest(_ place: Int) -> Request {
        guard let entry = try? Entry(bytes: entries[place]) else { return Request(high: 0, low: 0) }
        return entry.statement.request
    }
}
