import Ledger
import PolicyFiles
import Rules
import Testing

/// Kinds that came after a policy was compiled (P-62).
@Suite struct LaterKindTests {
    private static let later = [
        KindFacts(name: "register/thing.enter", isLater: true),
        KindFacts(name: "record/thing.move", isRecord: true, isLater: true),
    ]

    @Test("P-62: a compiled policy that stands in a ledger may be silent about kinds that came after it")
    func compiled() throws {
        let small = try PolicyLoadTests.load("small")
        let policy = try Policy(
            compiled: try JSON(enclosed: small.policy), digest: Digest.of(small.policy), kinds: kindTable + Self.later)
        #expect(policy.kinds["register/thing.enter"] == nil && policy.records["record/thing.move"] == nil)
    }

    @Test("P-62: one that is compiled today may not")
    func today() throws {
        do {
            _ = try PolicyFolder.load(PolicyPlaces.folder("small"), kinds: kindTable + Self.later)
            Issue.record("it compiles")
        } catch {
            let told = error.problems.map(\.description)
            #expect(told.count == 2)
            #expect(told.contains { $0.contains("register/thing.enter") && $0.contains("missing") })
            #expect(told.contains { $0.contains("record/thing.move") && $0.contains("missing") })
        }
    }
}
