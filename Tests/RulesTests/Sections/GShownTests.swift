import Ledger
import Rules
import TestWorld
import Testing

/// Section G of the protocol, K-15: no votes set a stop, and what was reversed is shown so.
struct GShownTests {
    @Test("K-15: a policy in which a motion sets stops does not come into force")
    func motion() throws {
        var ca = try small()
        let motion = JSON.line(["body": .string("council"), "floor": .integer(2)])
        let ways = JSON.array([.array([])])
        refused("P-30", ca, "beside its signatures") {
            try $0.changePolicy([["kinds", SetStop.kind, "motion"]: motion])
        }
        let refusal = refused("P-30", ca, "instead of them") {
            try $0.changePolicy([["kinds", SetStop.kind, "motion"]: motion, ["kinds", SetStop.kind, "ways"]: ways])
        }
        #expect(refusal?.what.contains("it cannot be decided by a motion (K-15)") == true)
        try ca.stop("p6", by: 6, slot: "person")
        #expect(ca.authority.person(6)?.stopped != nil)
    }

    @Test("K-15: a reversed record is shown as reversed by every program, and counted as nothing else")
    func record() throws {
        var (ca, record) = try ERecordTests().disowned()
        let before = ca.state.world
        #expect(before.word(of: ca.record(record)) == "complete")
        let body = JSON.line([
            "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(record),
        ])
        let act = try ca.propose(AnswerDisowned.kind, body, by: 3, slot: "answer")
        try ca.sign(act, "answer", by: 4)
        let world = ca.state.world
        #expect(ca.record(record).json(in: world)["condition"]?.text == "reversed")
        #expect(world.records("reversed", limit: 9).map(\.place) == [record])
        #expect(!world.records("complete", limit: 9).contains { $0.place == record })
        #expect(world.recordCount("reversed") == 1)
        #expect(world.recordCount("complete") == before.recordCount("complete") - 1)
    }
}
