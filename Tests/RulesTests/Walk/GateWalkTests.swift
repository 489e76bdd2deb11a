import Ledger
import Rules
import TestWorld
import Testing

/// K-8, K-15, K-17: a gate that reads histories, beside claims that nobody confirmed, records in breach, late ones,
/// and ones that two others reversed or answered false.
struct GateWalkTests {
    @Test(
        "K-8, K-15: what opens a gate and what shuts it, over random histories, as the protocol's text says",
        arguments: WalkTests.soak ? Array(1...36) : [1, 2])
    func walk(seed: UInt64) throws {
        var walker = try GateWalker(seed: seed)
        for _ in 0..<700 { try walker.step() }
        // A walk in which nothing happens proves nothing.
        #expect(walker.counted > 250 && walker.refused > 60, "\(walker.counted), \(walker.refused)")
        #expect(
            walker.shown == ["claimed", "complete", "late", "in breach", "reversed", "answered false"],
            "\(walker.shown)")
        #expect(walker.turns > 10, "\(walker.turns)")
        let retired = walker.model.retirings.filter { $0.effect != nil }
        #expect(retired.count > 2, "\(retired.count)")
        try WalkTests.replayed(walker.ca)
        try IndexTests().check(walker.ca)
    }
}
