import Ledger
import Rules
import TestWorld
import Testing

/// Section H of the protocol. This program knows one edition, so another one is supposed.
struct HEditionTests {
    private func adopt(_ part: KnownEditions.Part, _ ca: inout TestCA) throws {
        try ca.force([2])
        let place = ca.entries.count - 1
        ca.suppose { world in
            if part == .authority {
                world.authority.editions.authority.place = place
            } else {
                world.authority.editions.register.place = place
            }
        }
    }
    private func edition(_ number: Int, _ part: String) -> JSON {
        .line(["digest": .string(Digest.of([2]).hex), "number": .integer(number), "part": .string(part)])
    }

    @Test("P-60: editions are adopted one after the other", arguments: [1, 3])
    func next(number: Int) throws {
        refused("P-60", try small()) { try $0.propose(AdoptEdition.kind, edition(number, "register"), by: 1) }
    }

    @Test("P-60: a program that meets an adoption of an edition it does not know stops and names the entry")
    func unknown() throws {
        var ca = try small()
        let act = try ca.propose(AdoptEdition.kind, edition(2, "register"), by: 1)
        let motion = try ca.open(act)
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        do {
            try ca.close(motion, by: 2)
            Issue.record("it counts")
        } catch let refusal as Refusal { #expect(refusal.sort == .unknownEdition) }
        let place = ca.entries.count
        do {
            try ca.force(ca.offered)
            Issue.record("the replay went on")
        } catch let halt as Halt { #expect(halt.place == place) }
    }

    @Test(
        "P-61: adoption lapses the open acts of its part, and no others",
        arguments: [KnownEditions.Part.authority, .register])
    func lapse(part: KnownEditions.Part) throws {
        var ca = try small()
        let thing = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        let list = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        try adopt(part, &ca)
        ca.wait(5)
        if part == .register {
            refused("P-34", ca) { try $0.signThing(thing, "reviewer", by: 7) }
            try ca.sign(list, "council", by: 1)
        } else {
            refused("P-34", ca) { try $0.sign(list, "council", by: 1) }
            try ca.signThing(thing, "reviewer", by: 7)
        }
    }

    @Test("P-61: a proposal, a vote or a closing whose head has another edition than its place is refused")
    func oldHead() throws {
        var ca = try small()
        var draft = Draft("authority/motion.open", .line(["body": .string("council")]), under: ["P-50"])
        draft.detached = [
            DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "question")
        ]
        let motion = try ca.say(draft, by: 1)
        let head = ca.state.log.head
        try ca.say(Draft("register/store.enter", .line(["label": .string("x")]), under: ["x"]), by: 5)
        try adopt(.authority, &ca)
        refused("P-61", ca, "a vote") { try $0.say(.vote($0.authority.motion(at: motion)!, .yes), by: 2, head: head) }
        refused("P-61", ca, "a closing") {
            try $0.say(.close($0.authority.motion(at: motion)!, Tally()), by: 2, head: head)
        }
        refused("P-61", ca, "a proposal") {
            try $0.say(.of($0.kind("authority/list.add"), listed(6, "machine-room")), by: 2, head: head)
        }
        try ca.say(.vote(ca.authority.motion(at: motion)!, .yes), by: 2)
        // The other part is untouched.
        try ca.say(Draft("register/store.enter", .line(["label": .string("y")]), under: ["x"]), by: 6, head: head)
    }

    @Test("SP-1.4.1, P-61: records are judged by the edition at their place")
    func records() throws {
        var ca = try ERecordTests().stocked()
        let head = ca.state.log.head
        try adopt(.register, &ca)
        let place = try ca.say(ERecordTests().move(to: "S-2", happened: ca.now), by: 5, head: head)
        try ca.say(.observe(ca.record(place)), by: 6, head: head)
        #expect(ca.record(place).opensGates)
    }

    @Test("P-62: the state hash leaves empty registers out and changes with each register")
    func hash() throws {
        var ca = try small()
        let before = ca.state.world.stateHash
        #expect(World().stateHash != before)
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        let open = ca.state.world.stateHash
        #expect(open != before)
        #expect(
            ca.authority.stateHash == (try small()).authority.stateHash, "an act on things is no matter of authority")
        try ca.signThing(act, "reviewer", by: 7)
        #expect(ca.state.world.stateHash != open)
    }

    @Test("P-62: two states that differ only in what is open, voted or declared have different hashes")
    func distinct() throws {
        let ca = try small()
        var hashes: Set<Digest> = [ca.state.world.stateHash]
        let bodies = [listed(6, "machine-room"), listed(5, "machine-room"), listed(7, "machine-room")]
        for body in bodies {
            var copy = ca
            try copy.propose("authority/list.add", body, by: 1)
            hashes.insert(copy.state.world.stateHash)
        }
        #expect(hashes.count == 4)
    }
}
