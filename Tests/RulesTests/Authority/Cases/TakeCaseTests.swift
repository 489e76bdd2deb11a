import Ledger
import Rules
import TestWorld
import Testing

/// P-30, P-52: who runs a case and who decides it.
struct TakeCaseTests {
    private func one(_ ca: TestCA, _ number: Int) -> Case {
        ca.authority.cases.cases.item(ItemID(prefix: "C", number: number))!
    }

    @Test("P-52: a Case Manager takes it, the Arbitrator who was asked accepts, and nobody else does either")
    func taken() throws {
        var ca = try arbitrated()
        let number = try ca.fileCase()
        refused("SP-1.2h", ca, "no Case Manager") { try $0.takeCase(number, by: 15) }
        refused("P-52", ca, "not asked yet") { try $0.acceptCase(number) }
        try ca.takeCase(number)
        refused("P-52", ca, "taken already") { try $0.takeCase(number, by: 19, asking: 15) }
        refused("P-52", ca, "another Arbitrator") { try $0.acceptCase(number, by: 15) }
        try ca.acceptCase(number)
        #expect(one(ca, number).arbitrator == 14 && one(ca, number).manager == 16)
        refused("P-52", ca, "twice") { try $0.acceptCase(number) }
    }

    @Test("P-30, P-52: a party neither runs nor decides it, nor who declared a conflict of interest in it")
    func parties() throws {
        var ca = try arbitrated()
        let number = try ca.fileCase(by: 16, against: [14])
        refused("P-52", ca, "the filer") { try $0.takeCase(number, by: 16, asking: 15) }
        refused("P-52", ca, "the respondent") { try $0.takeCase(number, by: 19, asking: 14) }
        refused("P-52", ca, "no Arbitrator") { try $0.takeCase(number, by: 19, asking: 8) }
        try ca.takeCase(number, by: 19, asking: 15)
        ca.wait(60)
        try ca.say(Draft("authority/conflict.declare", of: ca.act(number).hash, under: ["P-51"]), by: 15)
        refused("P-52", ca, "in conflict") { try $0.acceptCase(number, by: 15) }
    }

    @Test("P-52: whom the Arbitrator keeps waiting asks another; who declined is not asked again")
    func waiting() throws {
        var ca = try arbitrated()
        let number = try ca.fileCase()
        try ca.takeCase(number)
        #expect(ca.found("case-late").isEmpty)
        ca.wait(ca.authority.caseAcceptMax)
        #expect(ca.found("case-late").first?.what.contains("p14") == true)
        try ca.takeCase(number, by: 19, asking: 15)
        refused("P-52", ca, "who was asked before") { try $0.acceptCase(number) }
        try ca.declineCase(number, by: 15)
        refused("P-52", ca, "declined") { try $0.takeCase(number, by: 16, asking: 15) }
        refused("P-52", ca, "and accepts no more") { try $0.acceptCase(number, by: 15) }
        try ca.takeCase(number, by: 16, asking: 17)
        // An Arbitrator who accepted may still step back.
        try ca.acceptCase(number, by: 17)
        try ca.declineCase(number, by: 17)
        #expect(one(ca, number).arbitrator == nil && one(ca, number).declined == [15, 17])
    }

    @Test("P-52: a stop takes no case away; who left office runs none")
    func stopped() throws {
        var ca = try arbitrated()
        let number = try ca.acceptedCase()
        try ca.stop("p14", by: 14, slot: "person")
        refused("P-52", ca, "p14 is stopped, and it is their case") {
            try $0.takeCase(number, by: 19, asking: 15)
        }
        try ca.carry(ca.propose("authority/seat.end", ended(14, "arbitrators"), by: 1))
        try ca.takeCase(number, by: 19, asking: 15)
        #expect(one(ca, number).manager == 19 && one(ca, number).accepted == nil)
    }

    @Test("SP-1.2h: several cases in one sitting, by exactly the two who are named")
    func triage() throws {
        var ca = try arbitrated()
        let numbers = try (0..<3).map { _ in try ca.fileCase() }
        let own = try ca.fileCase(by: 17)
        func body(_ taken: [Int], _ dismissed: [Int], _ arbitrator: Int = 17, _ manager: Int = 19) -> JSON {
            .line([
                "arbitrator": .person(arbitrator),
                "dismissed": dismissed.isEmpty ? nil : .texts(dismissed.map { "C-\($0)" }),
                "manager": .person(manager), "taken": taken.isEmpty ? nil : .texts(taken.map { "C-\($0)" }),
            ])
        }
        func triage(_ ca: inout TestCA, _ body: JSON, by person: Int = 17) throws -> Int {
            try ca.file(TriageCases.kind, body, by: person, slot: "arbitrator", parts: ["reason"])
        }
        refused("P-52", ca, "one's own") { _ = try triage(&$0, body([own], [])) }
        refused("P-52", ca, "both the same") { _ = try triage(&$0, body([numbers[0]], [], 17, 17)) }
        refused("P-52", ca, "another's name") { _ = try triage(&$0, body([numbers[0]], []), by: 15) }
        refused("P-52", ca, "both") { _ = try triage(&$0, body([numbers[0]], [numbers[0]])) }
        let act = try triage(&ca, body([numbers[0], numbers[1]], [numbers[2]]))
        ca.wait(60)
        #expect(one(ca, numbers[0]).accepted == nil)
        refused("P-52", ca, "another Case Manager") { try $0.sign(act, "case-manager", by: 16) }
        try ca.sign(act, "case-manager", by: 19)
        #expect(one(ca, numbers[0]).arbitrator == 17 && one(ca, numbers[1]).manager == 19)
        #expect(one(ca, numbers[2]).isOver)
        refused("P-52", ca, "dismissed") { try $0.takeCase(numbers[2]) }
    }
}
