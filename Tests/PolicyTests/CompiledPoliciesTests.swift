import Foundation
import Ledger
import PolicyFiles
import Rules
import Testing

/// The compiled policies under Tests/Policies, which tests of the pure targets read because they cannot read YAML.
@Suite struct CompiledPoliciesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("P-30: the compiled policies for tests are what the YAML compiles to", arguments: ["cacert", "small"])
    func compiled(name: String) throws {
        let compiled = try PolicyFolder.load(
            Self.root.appendingPathComponent("policy/\(name)").path, kinds: Kind.allFacts)
        let folder = Self.root.appendingPathComponent("Tests/Policies/\(name)")
        for (document, bytes) in [
            ("policy", compiled.policy), ("manual", compiled.manual), ("clauses", compiled.clauses),
        ] {
            let file = folder.appendingPathComponent("\(document).json")
            #expect(
                try Data(contentsOf: file) == Data(bytes),
                "Tests/Policies/\(name)/\(document).json is stale: make policies")
        }
    }
}
