import Ledger
import Rules
import TestWorld
import Testing

/// P-37: what the governing body owns changes by its motion, and not by a team.
struct DecideManualTests {
    private func body(_ ca: TestCA, _ seconds: Int) -> JSON {
        .line([
            "base": .string(ca.authority.manual.digest.hex), "body": .string("council"),
            "changes": .array([
                .line(["name": .string(LoosenManualTests.count), "value": .integer(seconds)])
            ]),
        ])
    }

    @Test("SP-1.4.2: the council's own value takes its motion; no team changes it, nor the council a team's")
    func decided() throws {
        var ca = try small()
        refused("RP-2.2", ca, "the keepers own it") { try $0.propose(DecideManual.kind, body($0, 86_400), by: 1) }
        try ca.changePolicy([:], manual: [["values", LoosenManualTests.count, "owner"]: .string("council")])
        ca.wait(60)
        refused("RP-2.2", ca, "the keepers do not") {
            try $0.propose(
                TightenManual.kind,
                .line([
                    "base": .string($0.authority.manual.digest.hex),
                    "changes": .array([
                        .line(["name": .string(LoosenManualTests.count), "value": .integer(86_400)])
                    ]), "team": .string("keepers"),
                ]), by: 5, slot: "leader")
        }
        let act = try ca.propose(DecideManual.kind, body(ca, 86_400), by: 1)
        #expect(!ca.inEffect(act))
        try ca.carry(act)
        #expect(ca.authority.manualValues?.value(LoosenManualTests.count) == .span(86_400))
    }
}
