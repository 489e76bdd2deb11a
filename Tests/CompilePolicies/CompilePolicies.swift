import Foundation
import Ledger
import PolicyFiles
import Rules

/// `make policies`: compiles policy/ into Tests/Policies, which tests of the pure targets read because they cannot read
/// YAML, and prints the digests that the tests and docs/formats/policy.md quote.
@main struct CompilePolicies {
    static func main() {
        let root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        do {
            for name in ["cacert", "small"] { try compile(name, in: root) }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func compile(_ name: String, in root: URL) throws {
        let compiled = try PolicyFolder.load(root.appendingPathComponent("policy/\(name)").path, kinds: Kind.allFacts)
        let folder = root.appendingPathComponent("Tests/Policies/\(name)")
        for (document, bytes) in [
            ("policy", compiled.policy), ("manual", compiled.manual), ("clauses", compiled.clauses),
        ] {
            let file = folder.appendingPathComponent("\(document).json")
            let isNew = (try? Data(contentsOf: file)) != Data(bytes)
            if isNew { try Data(bytes).write(to: file) }
            print("\(Digest.of(bytes).hex)  \(name) \(document)\(isNew ? "  (changed)" : "")")
        }
    }
}
