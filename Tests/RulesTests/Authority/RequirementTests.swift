import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.2f: a requirement can name two areas, and one of each signs.
struct RequirementTests {
    @Test("SP-1.2f: where a requirement names two teams no number of one of them is enough")
    func areas() throws {
        var ca = try cacert()
        let store = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 8, slot: "administrator")
        for person in [9, 12, 13] { try ca.signThing(store, "administrator", by: person) }
        #expect(!ca.thingInEffect(store), "four Systems Administrators")
        refused("SP-2.2.3.2a", ca, "in the other team's slot") {
            try $0.signThing(store, "access-engineer", by: 9)
        }
        try ca.signThing(store, "access-engineer", by: 6)
        #expect(ca.thingInEffect(store))
    }

    @Test(
        "SP-1.2f: the policy asks one of each area for what enters the inventory and for machines",
        arguments: [
            "register/computer.enter", "register/store.enter", "register/store.close", "authority/machine.enrol",
        ])
    func policy(kind: String) throws {
        let way = try #require(try cacert().authority.policy?.kinds[kind]?.ways.first)
        #expect(way.slots.count == 2 && way.slots.allSatisfy { $0.count == 1 })
        let pools = way.slots.map { Set($0.pool.map(\.text)) }
        #expect(pools[0].isDisjoint(with: pools[1]))
    }
}
