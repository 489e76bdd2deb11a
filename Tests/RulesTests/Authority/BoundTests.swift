import Ledger
import Rules
import TestWorld
import Testing

/// P-37: the policy bounds the Manual, whoever signs. `policy/small` keeps lines of sign-ins at least 90 days.
struct BoundTests {
    private func loosen(_ ca: TestCA, _ seconds: Int) -> JSON {
        .line([
            "base": .string(ca.authority.manual.digest.hex),
            "changes": .array([
                .line(["name": .string("journal.retention.sign-in"), "value": .integer(seconds)])
            ]), "team": .string("keepers"),
        ])
    }

    @Test("SP-1.4.2: no number of signatures takes a value beyond the policy's bound; down to it two do")
    func least() throws {
        let ca = try small()
        let refusal = refused("RP-3.1", ca) {
            try $0.propose(LoosenManual.kind, loosen($0, 89 * 86_400), by: 5, slot: "leader")
        }
        #expect(refusal?.what.contains("at least") == true)
        var other = ca
        let act = try other.propose(LoosenManual.kind, loosen(other, 90 * 86_400), by: 5, slot: "leader")
        try other.sign(act, "second", by: 6)
        #expect(other.inEffect(act))
    }

    @Test("P-37: what a bound admits")
    func admits() {
        let span = Bound(least: 60, most: 120, among: nil)
        #expect([59, 60, 120, 121].map { span.admits(.span($0)) } == [false, true, true, false])
        let codes = Bound(least: nil, most: nil, among: ["a", "b"])
        #expect(codes.admits(.choices(["b", "a"])) && !codes.admits(.choices(["a", "c"])))
        #expect(!codes.admits(.number(1)) && !span.admits(.choices(["a"])) && !span.admits(.rows([])))
    }

    @Test("K-24: which way a change goes; what nobody can tell loosens")
    func direction() {
        typealias Value = Manual.Value
        let cases: [(Manual.Loosens, Value, Value, Bool)] = [
            (.more, .span(60), .span(61), true), (.more, .span(61), .span(60), false),
            (.less, .number(2), .number(1), true), (.less, .number(1), .number(2), false),
            (.any, .number(1), .number(2), true), (.more, .choices(["a"]), .choices(["a", "b"]), true),
            (.more, .choices(["a", "b"]), .choices(["b"]), false),
            (.more, .choices(["a", "b"]), .choices(["b", "a"]), true),
            (.more, .choices(["a", "b"]), .choices(["c"]), true), (.less, .choices(["a", "b"]), .choices(["a"]), true),
            (.less, .choices(["a"]), .choices(["a", "b"]), false),
            (.less, .choices(["a", "b"]), .choices(["b", "a", "c"]), true),
            (.less, .choices(["a"]), .choices(["b", "c"]), true), (.any, .rows([]), .rows([]), true),
        ]
        for (loosens, old, new, isLoosened) in cases {
            #expect(loosens.isLoosened(from: old, to: new) == isLoosened, "\(loosens) \(old) \(new)")
        }
    }
}
