import Ledger
import Rules
import TestWorld
import Testing

/// P-52, K-29: how a ruling is contested.
struct SuspendRulingTests {
    private func contested() throws -> TestCA {
        var ca = try arbitrated()
        _ = try ca.rule([ca.permit(EndSeat.kind, about: ["p12", "systems-administration"])])
        try ca.carry(ca.propose(SuspendRuling.kind, .line(["ruling": .string("RUL-1")]), by: 1))
        return ca
    }
    private func appeal(_ ca: inout TestCA, _ outcome: String, by people: [Int], manager: Int = 19) throws -> Int {
        let act = try ca.file(
            GiveAppeal.kind, .line(["outcome": .string(outcome), "ruling": .string("RUL-1")]), by: people[0],
            slot: "arbitrator", parts: ["logic"])
        for person in people.dropFirst() {
            ca.wait(60)
            try ca.sign(act, "arbitrator", by: person)
        }
        ca.wait(60)
        try ca.sign(act, "case-manager", by: manager)
        return act
    }

    @Test("P-52, K-29: the Board's motion suspends it until three other Arbitrators answer; those who gave it do not")
    func answered() throws {
        var ca = try contested()
        #expect(ca.authority.cases.rulings[0].suspended != nil)
        refused("P-52", ca, "its own Arbitrator") { _ = try appeal(&$0, "stands", by: [14, 15, 17]) }
        refused("P-52", ca, "its own Case Manager") { _ = try appeal(&$0, "stands", by: [15, 17, 18], manager: 16) }
        var two = ca
        let act = try appeal(&two, "stands", by: [15, 17])
        #expect(!two.inEffect(act) && two.authority.cases.rulings[0].suspended != nil)
        try two.sign(act, "arbitrator", by: 18)
        #expect(two.inEffect(act) && two.authority.cases.rulings[0].suspended == nil)
        _ = try appeal(&ca, "set-aside", by: [15, 17, 18])
        #expect(ca.authority.cases.rulings[0].ended != nil)
        refused("P-52", ca, "set aside for good") { _ = try appeal(&$0, "stands", by: [15, 17, 18]) }
        refused("P-52", ca, "and not suspended again") {
            try $0.propose(SuspendRuling.kind, .line(["ruling": .string("RUL-1")]), by: 1)
        }
    }

    @Test("K-29: all others are enough where there are two, and one is never")
    func few() throws {
        var ca = try contested()
        try ca.carry(ca.propose(EndSeat.kind, ended(18, "arbitrators"), by: 1))
        let act = try appeal(&ca, "stands", by: [15, 17])
        #expect(ca.inEffect(act))
    }

    @Test("P-52: an appeal is a case, heard by another Arbitrator; who gave the ruling does not hear it")
    func filed() throws {
        var ca = try arbitrated()
        _ = try ca.rule([])
        refused("P-52", ca, "nobody contests it") { _ = try appeal(&$0, "stands", by: [15, 17, 18]) }
        let number = try ca.fileCase(about: ["RUL-1"], sort: "appeal")
        refused("P-52", ca) { try $0.takeCase(number, by: 19, asking: 14) }
        try ca.takeCase(number, by: 19, asking: 15)
        try ca.acceptCase(number, by: 15)
        let act = try appeal(&ca, "stands", by: [15, 17, 18])
        #expect(ca.inEffect(act))
    }

    @Test("SP-1.2h: a lost motion suspends nothing")
    func lost() throws {
        var ca = try arbitrated()
        _ = try ca.rule([])
        let act = try ca.propose(SuspendRuling.kind, .line(["ruling": .string("RUL-1")]), by: 1)
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, person < 3 ? .yes : .no, by: person) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.authority.cases.rulings[0].suspended == nil)
    }
}
