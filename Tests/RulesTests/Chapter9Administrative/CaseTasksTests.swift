import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.3.2c: what a case and a ruling ask of whom; each use is told to the ruling's Arbitrator.
struct CaseTasksTests {
    private func tasks(_ ca: TestCA, _ person: Int) -> [String] {
        ca.state.tasks(for: person, at: ca.now).map { "\($0.rule.name) \($0.id)" }
    }
    private func has(_ ca: TestCA, _ person: Int, _ task: String) -> Bool { tasks(ca, person).contains(task) }

    @Test("SP-1.2h: a case asks Case Managers, then the Arbitrator who was asked, then both")
    func asked() throws {
        var ca = try arbitrated()
        let number = try ca.fileCase(by: 19)
        #expect(has(ca, 16, "take-case C-\(number)") && !has(ca, 19, "take-case C-\(number)"))
        #expect(!has(ca, 14, "accept-case C-\(number)"))
        ca.wait(ca.authority.caseTakeMax)
        #expect(ca.found("case-late").count == 1)
        try ca.takeCase(number)
        #expect(!has(ca, 16, "take-case C-\(number)") && has(ca, 14, "accept-case C-\(number)"))
        try ca.acceptCase(number)
        #expect(has(ca, 14, "rule C-\(number)") && has(ca, 16, "rule C-\(number)") && !has(ca, 15, "rule C-\(number)"))
        _ = try ca.proposeRuling(number, [])
        #expect(!has(ca, 14, "rule C-\(number)"))
    }

    @Test("SP-9.3.2c: what was done under a ruling waits for its Arbitrator until they say that they read it")
    func uses() throws {
        var ca = try arbitrated()
        _ = try ca.rule([ca.permit(EndSeat.kind, about: ["p12", "systems-administration"])])
        ca.wait(Ruling.waiting)
        let act = try ca.file(EndSeat.kind, ended(12, "systems-administration"), by: 6, slot: "executor", under: 1)
        #expect(has(ca, 14, "uses RUL-1") && !has(ca, 16, "uses RUL-1"))
        func read(_ ca: inout TestCA, _ upto: Int, by person: Int = 14) throws {
            try ca.file(
                ReadUses.kind, .line(["ruling": .string("RUL-1"), "upto": .integer(upto)]), by: person,
                slot: "arbitrator")
        }
        refused("P-52", ca, "another Arbitrator") { try read(&$0, act, by: 15) }
        refused("P-52", ca, "what is still to come") { try read(&$0, act + 99) }
        try read(&ca, act)
        #expect(!has(ca, 14, "uses RUL-1"))
        refused("P-52", ca, "twice") { try read(&$0, act) }
    }

    @Test("SP-1.2h: a direction waits for whoever it tells to do something")
    func directions() throws {
        var ca = try arbitrated()
        _ = try ca.rule([
            .line([
                "by": .string("systems-administration"), "sort": .string("instruct"), "until": .string(ca.day(5)),
            ])
        ])
        #expect(has(ca, 12, "direction DIR-1") && !has(ca, 6, "direction DIR-1"))
    }
}
