import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// The random walk against the reference model. With that of the gate (`GateWalkTests`) these are 5,000 steps, and 100,000
/// under FOUREYES_SOAK=1.
///
/// The model has the rules of the first review from their text: who keeps a motion open, and what a seat of the body costs
/// (K-4), who gives back (K-5), whose the items of a signature on several acts are (K-6), what a slot asks at every door
/// (K-7), that votes keep their route (K-16), what a disowned key takes back with it (K-17), that the stopped end
/// nobody's act (K-18), and that two are two of one pool (K-19).
struct WalkTests {
    static let soak = ProcessInfo.processInfo.environment["FOUREYES_SOAK"] == "1"

    @Test(
        "A random walk of ten people: who could sign and when effects come, as the protocol's text says",
        arguments: soak ? Array(1...25) : [1, 2, 4, 7])
    func walk(seed: UInt64) throws {
        var walker = try Walker(seed: seed)
        for _ in 0..<(Self.soak ? 3000 : 900) { try walker.step() }
        // A walk in which nothing happens proves nothing.
        #expect(walker.counted > 200 && walker.refusedFirst > 10 && walker.refusedSecond > 100 && walker.forced > 20)
        let kinds = Set(walker.model.acts.values.filter { $0.end == "in effect" }.map(\.kind))
        #expect(kinds.count >= 6, "\(kinds)")
        if !Self.soak { #expect(kinds.isSuperset(of: [.disown, .answer]), "\(kinds)") }
        // Of acts on things the half of the walks asks a motion (K-26), and each of the short ones comes to where one takes effect.
        let carried = walker.model.motions.values.filter { $0.carried != nil }.map(\.act)
        let things = carried.filter { walker.model.acts[$0]?.end == "in effect" }
        #expect(walker.model.storesNeedMotion ? Self.soak || !things.isEmpty : things.isEmpty)
        try Self.replayed(walker.ca)
    }

    /// P-12, P-35: folding the entries gives the same state, and authority alone the same authority.
    static func replayed(_ ca: TestCA) throws {
        var whole = State()
        var alone = Fold<Authority>()
        var stepwise = State()
        for entry in ca.entries {
            let leaf = CheckedLeaf(trusting: entry)
            let judgement = try whole.fold(leaf, enclosed: ca.enclosed)
            _ = try alone.fold(leaf, enclosed: ca.enclosed)
            // By decide and apply, the entries that count; the others are folded in as what they are.
            if case .counts = judgement, let recorded = try? leaf.content.get() {
                stepwise.apply(try stepwise.decide(recorded, enclosed: ca.enclosed), leaf: leaf.leafHash)
            } else {
                _ = try stepwise.fold(leaf, enclosed: ca.enclosed)
            }
        }
        #expect(whole.world.stateHash == ca.state.world.stateHash)
        #expect(stepwise.world.stateHash == whole.world.stateHash)
        #expect(alone.authority.stateHash == whole.authority.stateHash)
        #expect(alone.log.head == whole.log.head && alone.log.clock == whole.log.clock)
    }
}
