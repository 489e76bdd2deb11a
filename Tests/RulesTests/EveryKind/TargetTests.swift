import Foundation
import Testing

@testable import Authority

/// What each target may see, read from the manifest and the sources: who links `Authority` alone (signing server, host
/// agents) has no chapter in it.
@Suite struct TargetTests {
    /// The modules that the files of a target import.
    private func imports(of target: String) -> Set<String> {
        let lines = TidyTests.sources("Sources/\(target)").flatMap(\.lines)
        return Set(lines.filter { $0.hasPrefix("import ") }.map { String($0.dropFirst(7)) })
    }

    @Test("P-35: the target Authority links the ledger's forms and nothing of the chapters")
    func authorityAlone() throws {
        #expect(imports(of: "Authority") == ["HashTreeCollections", "Ledger"])
        #expect(imports(of: "Ledger") == ["Crypto"])
        let manifest = try String(contentsOf: TidyTests.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let declared = try #require(manifest.firstRange(of: "name: \"Authority\",\n        dependencies: ["))
        let dependencies = manifest[declared.upperBound...].prefix { $0 != "\n" }
        #expect(dependencies == "\"Ledger\", .product(name: \"HashTreeCollections\", package: \"swift-collections\")],")
    }

    @Test("P-4: every verb of authority has what carries it out, and nothing else is one")
    func verbs() {
        let own = Verb.all.filter { $0.name.utf8.starts(with: "authority/".utf8) }.map(\.name)
        // The acceptance comes before all else.
        let elsewhere = ["authority/founding.accept"]
        #expect(Set(own) == Set(Authority.verbs.keys).union(elsewhere))
        #expect(Verb.all.map(\.name) == Verb.all.map(\.name).sorted() && Set(own).count == own.count)
        #expect(Authority.kinds.allSatisfy { Verb.named($0.name) == nil })
    }
}
