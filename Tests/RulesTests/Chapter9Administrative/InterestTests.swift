import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.5b: declared interests, and motions that they touch. `policy/small`: p1 to p4 are the council; p10 is in no group.
struct InterestTests {
    static func body(_ person: Int, people: [Int] = [], group: String? = nil) -> JSON {
        .line([
            "group": group.map { .string($0) },
            "people": people.isEmpty ? nil : .texts(people.map { "p\($0)" }.sorted()), "person": .person(person),
            "topic": .string("A firm of the family"),
        ])
    }
    static func declare(
        _ ca: inout TestCA, _ person: Int, people: [Int] = [], group: String? = nil, by signer: Int? = nil
    ) throws {
        try ca.propose(
            DeclareInterest.kind, body(person, people: people, group: group), by: signer ?? person, slot: "self")
    }
    static func end(_ ca: inout TestCA, _ number: Int, of person: Int, second: Int) throws {
        let act = try ca.propose(
            EndInterest.kind, .line(["interest": .string("COI-\(number)"), "person": .person(person)]), by: person,
            slot: "self")
        ca.wait(30)
        try ca.signThing(act, "council", by: second)
    }

    @Test("SP-9.1.5b: a person declares their own interests, and nobody another’s")
    func own() throws {
        var ca = try small()
        let before = (ca.authority.stateHash, ca.authority.powers(at: ca.now))
        try Self.declare(&ca, 2, people: [10])
        #expect(ca.state.world.administrative.declared.count == 1)
        #expect(ca.authority.stateHash == before.0 && ca.authority.powers(at: ca.now) == before.1)
        refused("RP-1.1", ca, "for another") { try Self.declare(&$0, 3, people: [10], by: 2) }
        refused("SP-9.1.5b", ca, "in oneself") { try Self.declare(&$0, 2, people: [2]) }
    }

    @Test("SP-9.1.5b: who has an interest in what an open motion decides is found, until they declare a conflict")
    func motion() throws {
        var ca = try small()
        try Self.declare(&ca, 2, people: [10])
        try Self.declare(&ca, 3, group: "reviewers")
        try Self.declare(&ca, 4, people: [9])
        try Self.declare(&ca, 6, people: [10])
        #expect(ca.finds("interest-in-motion") == [])
        let act = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
        let motion = try ca.open(act)
        #expect(ca.finds("interest-in-motion").sorted() == ["COI-1", "COI-2"], "p6 does not decide, p4 has another")
        try ca.say(Draft("authority/conflict.declare", of: ca.act(act).hash, under: ["P-51"]), by: 2)
        #expect(ca.finds("interest-in-motion") == ["COI-2"])
        for member in [1, 3, 4] { try ca.vote(motion, .yes, by: member) }
        for member in [1, 3] { try ca.close(motion, by: member) }
        #expect(ca.finds("interest-in-motion") == [], "it is decided")
    }

    @Test(
        "SP-9.1.5b: nobody ends an interest alone, none twice, and an end does not reach back to a motion that is open")
    func ended() throws {
        var ca = try small()
        try Self.declare(&ca, 2, people: [10])
        let alone = try ca.propose(
            EndInterest.kind, .line(["interest": .string("COI-1"), "person": .person(2)]), by: 2, slot: "self")
        refused("RP-1.1", ca, "the person concerned") { try $0.signThing(alone, "council", by: 2) }
        #expect(!ca.thingInEffect(alone))
        refused("SP-9.1.5b", ca, "whose it is not") { try Self.end(&$0, 1, of: 3, second: 1) }
        let act = try ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1)
        _ = try ca.open(act)
        try Self.end(&ca, 1, of: 2, second: 1)
        #expect(ca.finds("interest-in-motion") == ["COI-1"])
        refused("SP-9.1.5b", ca, "twice") { try Self.end(&$0, 1, of: 2, second: 1) }
        // A motion that is opened afterwards is another matter.
        let other = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        _ = try ca.open(other)
        #expect(ca.found("interest-in-motion").count == 1)
        let register = try #require(Register.named("interests"))
        #expect(register.state(of: 1, in: ca.state.world) == "ended")
    }

    /// Both kinds once, for the tests over every kind.
    static func chain(_ ca: inout TestCA) throws {
        try declare(&ca, 1, group: "keepers")
        try end(&ca, 1, of: 1, second: 2)
    }
}
