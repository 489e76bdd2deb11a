import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.5b: each exception from what is public has a day by which it is looked at again.
struct ExceptionReviewTests {
    private func found(_ ca: TestCA) -> [String] {
        ca.state.findings(at: ca.now).filter { $0.rule.name == "exception-review" }.map(\.about.text)
    }
    private func asked(_ ca: TestCA) -> [Int] {
        (1...10).filter { ca.state.tasks(for: $0, at: ca.now).contains { $0.rule.name == "exception-review" } }
    }

    @Test(
        "SP-9.5b, SP-9.5a: a day that is over is a finding and waits for the body that changes the policy, until it sets another"
    )
    func over() throws {
        var ca = try small()
        #expect(found(ca).isEmpty && asked(ca).isEmpty)
        ca.now = Time("2027-11-30T23:59:59Z")!
        #expect(found(ca).isEmpty, "the day itself is not over")
        ca.now = Time("2027-12-01T00:00:00Z")!
        #expect(found(ca) == ["RP-1.4-logs", "RP-1.4-personal"] && asked(ca) == [1, 2, 3, 4])
        try ca.changePolicy([["exceptions", "RP-1.4-personal", "review"]: .string("2028-11-30")])
        #expect(found(ca) == ["RP-1.4-logs"] && asked(ca) == [1, 2, 3, 4], "the other still waits")
        try ca.changePolicy(
            ["RP-1.4-logs", "RP-1.4-personal"].reduce(into: [:]) {
                $0[["exceptions", $1, "review"]] = .string("2028-11-30")
            })
        #expect(found(ca).isEmpty && asked(ca).isEmpty)
    }

    @Test("SP-9.5b, P-62: an old policy without a day stays readable, and that is a finding")
    func none() throws {
        var ca = try small()
        try ca.changePolicy([["exceptions", "RP-1.4-personal", "review"]: nil])
        #expect(found(ca) == ["RP-1.4-personal"] && asked(ca) == [1, 2, 3, 4])
    }

    @Test(
        "SP-9.5b: what is no day is refused",
        arguments: ["2027-02-30", "2027-11-30T00:00:00Z", "2027-1-30", "", "soon"])
    func days(text: String) throws {
        var ca = try small()
        #expect(Day(text) == nil)
        #expect(throws: (any Error).self) {
            try ca.changePolicy([["exceptions", "RP-1.4-personal", "review"]: .string(text)])
        }
    }
}
