import Ledger
import Rules
import TestWorld
import Testing

/// SM-2.4.3: who is on an access list is looked at again. `policy/small`: p5 leads the keepers, who manage the machine room list;
/// p6 is the other keeper, p7 and p8 are reviewers. All four are on the list.
struct ReviewAccessTests {
    static let list = "machine-room"

    static func body(keep: [Int], remove: [Int] = []) -> JSON {
        func people(_ numbers: [Int]) -> JSON? {
            numbers.isEmpty ? nil : .texts(numbers.map { "p\($0)" }.sorted())
        }
        return .line(["keep": people(keep), "list": .string(list), "remove": people(remove)])
    }
    @discardableResult
    static func propose(
        _ ca: inout TestCA, keep: [Int], remove: [Int] = [], by person: Int = 5, slot: String = "manager"
    ) throws -> Int {
        try ca.propose(ReviewAccess.kind, body(keep: keep, remove: remove), by: person, slot: slot)
    }
    @discardableResult
    static func review(_ ca: inout TestCA, keep: [Int], remove: [Int] = [], second: Int = 7) throws -> Int {
        let act = try propose(&ca, keep: keep, remove: remove)
        ca.wait(30)
        try ca.signThing(act, "second", by: second)
        return act
    }
    static func add(_ person: Int, _ ca: inout TestCA) throws {
        let act = try ca.propose("authority/list.add", listed(person, list), by: 7)
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
    }
    func listed4() throws -> TestCA {
        var ca = try small()
        for person in 5...8 { try Self.add(person, &ca) }
        return ca
    }

    @Test("SM-2.4.3: the leader who manages the list and one other of its teams sign a review; nobody does it alone")
    func two() throws {
        let ca = try listed4()
        var signed = ca
        let before = (ca.authority.stateHash, ca.authority.powers(at: ca.now))
        let act = try Self.review(&signed, keep: [5, 6, 7], remove: [8])
        #expect(signed.thingInEffect(act))
        let review = try #require(signed.state.world.review(of: Self.list))
        #expect(review.keep == [5, 6, 7] && review.remove == [8] && review.by == [5, 7] && review.act == act)
        // It says what was found, and gives and takes nothing.
        #expect(signed.authority.stateHash == before.0 && signed.authority.powers(at: ca.now) == before.1)
        var alone = ca
        let open = try Self.propose(&alone, keep: [5, 6, 7, 8])
        #expect(!alone.thingInEffect(open))
        refused("RP-2.1", alone, "of the council, in no team") { try $0.signThing(open, "second", by: 1) }
        refused("RP-2.1", ca, "leads another team") { try Self.propose(&$0, keep: [5, 6, 7, 8], by: 7) }
        refused("RP-2.1", ca, "leads none") { try Self.propose(&$0, keep: [5, 6, 7, 8], by: 6) }
        try alone.signThing(open, "second", by: 5)
        #expect(!alone.thingInEffect(open), "one person fills one slot")
    }

    @Test("SM-2.4.3: a review takes two and the leader, whatever the policy asks")
    func whatever() throws {
        var ca = try listed4()
        func ways(_ count: Int) -> JSON {
            .array([
                .array([
                    .line([
                        "count": .integer(count), "name": .string("manager"), "pool": .texts(["keepers", "office"]),
                    ])
                ])
            ])
        }
        try ca.changePolicy([["kinds", ReviewAccess.kind, "ways"]: ways(1)])
        refused("SM-2.4.3", ca, "one") { try Self.propose(&$0, keep: [5, 6, 7, 8]) }
        try ca.changePolicy([["kinds", ReviewAccess.kind, "ways"]: ways(2)])
        let act = try Self.propose(&ca, keep: [5, 6, 7, 8], by: 6)
        refused("SM-2.4.3", ca, "in no team around it") { try $0.signThing(act, "manager", by: 1) }
        refused("SM-2.4.3", ca, "without the leader") { try $0.signThing(act, "manager", by: 7) }
        try ca.signThing(act, "manager", by: 5)
        #expect(ca.thingInEffect(act))
    }

    @Test("SM-2.4.3: a review speaks of everybody on the list, once, and of nobody else")
    func everybody() throws {
        var ca = try listed4()
        refused("SM-2.4.3", ca, "one is left out") { try Self.propose(&$0, keep: [5, 6, 7]) }
        refused("SM-2.4.3", ca, "one is not on it") { try Self.propose(&$0, keep: [5, 6, 7, 8, 10]) }
        refused("SM-2.4.3", ca, "one is both") { try Self.propose(&$0, keep: [5, 6, 7, 8], remove: [8]) }
        // p8 leaves the team. The name stands on the list still, and nothing is to be kept of it.
        try ca.carry(ca.propose("authority/team.appoint", member(10, "reviewers"), by: 1))
        try ca.propose("authority/team.leave", member(8, "reviewers"), by: 8, slot: "leaver")
        if ca.authority.groups(of: 8).contains("reviewers") {
            try ca.carry(ca.propose(EndSeat.kind, .line(["group": .string("reviewers"), "person": .person(8)]), by: 1))
        }
        refused("SP-9.1.7a", ca, "nothing to keep") { try Self.propose(&$0, keep: [5, 6, 7, 8]) }
        try Self.review(&ca, keep: [5, 6, 7], remove: [8])
        let empty = try small()
        refused("SM-2.4.3", empty, "nobody is on it") { try Self.propose(&$0, keep: [5]) }
    }

    @Test("SM-2.4.3: who comes onto the list between the two signatures is not reviewed unseen, nor under an old name")
    func between() throws {
        var ca = try small()
        for person in 5...7 { try Self.add(person, &ca) }
        let open = try Self.propose(&ca, keep: [5, 6, 7])
        var grown = ca
        try Self.add(8, &grown)
        refused("SM-2.4.3", grown, "p8 is new") { try $0.signThing(open, "second", by: 7) }
        var again = ca
        try again.carry(
            again.propose(EndSeat.kind, .line(["group": .string(Self.list), "person": .person(6)]), by: 1))
        refused("SM-2.4.3", again, "p6 is gone") { try $0.signThing(open, "second", by: 7) }
        try Self.add(6, &again)
        refused("SM-2.4.3", again, "p6 came again") { try $0.signThing(open, "second", by: 7) }
        try ca.signThing(open, "second", by: 7)
        #expect(ca.thingInEffect(open))
    }

    @Test("SM-2.4.3: each list is due by the Manual’s interval, a task of its managers; a reversed review is none")
    func due() throws {
        var ca = try small()
        ca.wait(100 * 86_400)
        #expect(ca.finds("access-review") == [], "an empty list")
        for person in 5...8 { try Self.add(person, &ca) }
        func tasks(_ person: Int) -> [String] {
            ca.state.tasks(for: person, at: ca.now).filter { $0.rule.name == "access-review" }.map(\.id)
        }
        #expect(tasks(5) == [])
        ca.wait(80 * 86_400)
        #expect(tasks(5) == [Self.list] && tasks(6) == [Self.list] && tasks(7) == [] && ca.finds("access-review") == [])
        ca.wait(12 * 86_400)
        #expect(ca.finds("access-review") == [Self.list])
        let act = try Self.propose(&ca, keep: [5, 6, 7, 8])
        #expect(ca.finds("access-review") == [Self.list], "one signature is no review")
        try ca.signThing(act, "second", by: 7)
        #expect(ca.finds("access-review") == [] && tasks(5) == [])
        // The key that gave the second signature was stolen: two others take the review back.
        try ca.disown(ca.key(7), of: 7, since: act, with: ca.key(7))
        let answer = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(act),
        ])
        try ca.sign(ca.propose(AnswerDisowned.kind, answer, by: 1, slot: "answer"), "answer", by: 2)
        #expect(ca.state.world.review(of: Self.list) == nil && ca.finds("access-review") == [Self.list])
        let register = try #require(Register.named("access-reviews"))
        #expect(register.state(of: 1, in: ca.state.world) == "reversed")
    }

    @Test("SM-2.4.3: access that is no longer needed is a finding until it is removed; who comes back is none")
    func unneeded() throws {
        var ca = try listed4()
        try Self.review(&ca, keep: [5, 6, 7], remove: [8])
        let finding = try #require(ca.found("access-unneeded").first)
        #expect(ca.finds("access-unneeded") == ["p8"])
        #expect(finding.step == .propose(RemoveFromList.kind, ["list": Self.list, "person": "p8"]))
        try ca.propose(RemoveFromList.kind, listed(8, Self.list), by: 5, slot: "manager")
        #expect(ca.finds("access-unneeded") == [])
        try Self.add(8, &ca)
        #expect(ca.finds("access-unneeded") == [], "decided since")
        try Self.review(&ca, keep: [5, 6], remove: [7, 8])
        #expect(ca.finds("access-unneeded").sorted() == ["p7", "p8"])
        try Self.review(&ca, keep: [5, 6, 7, 8])
        #expect(ca.finds("access-unneeded") == [], "a later review keeps them")
        let register = try #require(Register.named("access-reviews"))
        let states = (1...3).map { register.state(of: $0, in: ca.state.world) }
        #expect(states == ["earlier", "earlier", "latest"])
        #expect(register.item(2, in: ca.state.world)?.values["remove"] == .texts(["p7", "p8"]))
    }

    /// A review of whoever is on the list, for the tests over every kind.
    static func chain(_ ca: inout TestCA) throws {
        let people = (ca.authority.roster(list)?.seats ?? []).map(\.person)
        let kept = people.filter { !Set(["keepers", "reviewers"]).isDisjoint(with: ca.authority.groups(of: $0)) }
        try review(&ca, keep: kept, remove: people.filter { !kept.contains($0) })
    }
}
