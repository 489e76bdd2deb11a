import Foundation
import Testing

/// docs/protocol is normative: what is cited can be read there, and what stands there is held by a test or says that it
/// is not built. Whoever builds a rule takes its mark away there and from the list here, and cites it in its test.
struct ProtocolDocTests {
    /// Rules that no program asks yet. This list may only shrink.
    static let unbuilt: Set = [
        "P-14", "P-58",
        "K-25", "K-30",
    ]
    /// Rules of which a part is missing. This list may only shrink.
    static let partly: Set = [
        "P-7", "P-13", "P-22", "P-30", "P-40", "P-51", "P-53", "P-55", "P-60", "P-71",
        "K-22", "K-28", "K-29",
    ]

    /// Files that judge: this one names every rule and proves none.
    static let tests = ProtocolDoc.files(under: "Tests", ending: [".swift", ".py"]).filter {
        !$0.hasSuffix("/ProtocolDocTests.swift") && !$0.hasSuffix("/ProtocolDoc.swift")
    }

    @Test("Protocol: each rule has its number once, an anchor, and its points")
    func form() throws {
        let rules = try ProtocolDoc.rules()
        #expect(rules.count > 70)
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(ProtocolDoc.citations(in: rule.id) == [rule.id] && !rule.title.isEmpty, "\(rule.file): \(rule.id)")
            #expect(rule.anchor == "<a id=\"\(rule.id.lowercased())\"></a>", "\(rule.id)")
            for point in ["Why", "Answers"] { #expect(rule.point(point) != nil, "\(rule.id) has no point \(point)") }
            #expect(rule.isUnbuilt == rule.tests.isEmpty, "\(rule.id): named tests, or marked not built yet")
        }
    }

    @Test("Protocol: every rule and attack that is cited can be read, and every rule is held by a test or is marked")
    func cited() throws {
        let rules = try ProtocolDoc.rules(), attacks = try ProtocolDoc.rules(in: "attacks.md")
        let known = Set((rules + attacks).map(\.id))
        let places = ["Sources", "Tests", "docs", "policy"].flatMap {
            ProtocolDoc.files(under: $0, ending: [".swift", ".py", ".md", ".txt", ".yaml"])
        }
        for path in places + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
            let unknown = ProtocolDoc.citations(in: try ProtocolDoc.text(path)).subtracting(known)
            #expect(unknown.isEmpty, "\(path) cites \(unknown.sorted()), which docs/protocol and docs/attacks.md lack")
        }
        let held = try Self.tests.reduce(into: Set<String>()) {
            $0.formUnion(ProtocolDoc.citations(in: try ProtocolDoc.text($1)))
        }
        for rule in rules where rule.isUnbuilt {
            #expect(
                !held.contains(rule.id), "\(rule.id) is cited by a test: take its mark and its place in the list away")
        }
        for rule in rules where !rule.isUnbuilt {
            #expect(held.contains(rule.id), "\(rule.id) is cited by no test")
        }
    }

    @Test("Protocol: what is marked not built yet is what the lists here say")
    func marks() throws {
        let rules = try ProtocolDoc.rules()
        #expect(Set(rules.filter(\.isUnbuilt).map(\.id)) == Self.unbuilt)
        #expect(Set(rules.filter(\.isPartlyBuilt).map(\.id)) == Self.partly)
        // A mark that stands elsewhere in a rule's text would be read by people and by no test.
        for rule in rules {
            let marks = rule.lines.filter { $0.lowercased().contains("*not built yet") }
            #expect(marks.count == (rule.isUnbuilt ? 1 : 0) + (rule.isPartlyBuilt ? 1 : 0), "\(rule.id)")
        }
    }

    @Test("Protocol: the tests that a rule names exist and name the rule")
    func named() throws {
        for rule in try ProtocolDoc.rules() {
            for name in rule.tests {
                let files = Self.tests.filter { $0.hasSuffix("/\(name).swift") || $0.hasSuffix("/\(name).py") }
                let citing = try files.filter { ProtocolDoc.citations(in: try ProtocolDoc.text($0)).contains(rule.id) }
                #expect(!citing.isEmpty, "\(rule.id) names \(name), which is no test that cites it")
            }
        }
    }

    @Test("Protocol: its table lists every rule, and each attack lists the rules that answer it")
    func tables() throws {
        let rules = try ProtocolDoc.rules()
        let rows = try ProtocolDoc.text("docs/protocol.md").components(separatedBy: "\n").filter { $0.hasPrefix("| [") }
        #expect(rows == rules.map { "| [\($0.id)](\($0.link)) | \($0.title) |" })
        for attack in try ProtocolDoc.rules(in: "attacks.md") {
            #expect(attack.anchor == "<a id=\"\(attack.id.lowercased())\"></a>", "\(attack.id)")
            let answering = rules.filter { ProtocolDoc.citations(in: $0.point("Answers") ?? "").contains(attack.id) }
            let listed = attack.lines.joined(separator: "\n").components(separatedBy: "*Rules:*").last ?? ""
            #expect(
                ProtocolDoc.citations(in: listed) == Set(answering.map(\.id)),
                "\(attack.id): \(answering.map(\.id)) name it as answered")
        }
    }

    @Test("Protocol: every link between the documents leads somewhere")
    func links() throws {
        let documents =
            ProtocolDoc.files(under: "docs", ending: [".md"]) + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        for path in documents {
            let folder = TidyTests.root.appendingPathComponent(path).deletingLastPathComponent()
            for piece in try ProtocolDoc.text(path).components(separatedBy: "](").dropFirst() {
                let link = piece.prefix { $0 != ")" }
                guard !link.contains("://"), !link.contains(" ") else { continue }
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let target =
                    parts[0].isEmpty
                    ? TidyTests.root.appendingPathComponent(path)
                    : folder.appendingPathComponent(String(parts[0])).standardizedFileURL
                #expect(FileManager.default.fileExists(atPath: target.path), "\(path): \(link)")
                guard parts.count == 2, target.pathExtension == "md" else { continue }
                let text = try String(contentsOf: target, encoding: .utf8)
                let headings = text.components(separatedBy: "\n").filter { $0.hasPrefix("#") }.map(Self.anchor)
                #expect(
                    text.contains("<a id=\"\(parts[1])\"></a>") || headings.contains(String(parts[1])),
                    "\(path): \(link)")
            }
        }
    }

    /// The anchor that a reader of Markdown gives a heading.
    private static func anchor(_ heading: String) -> String {
        let text = heading.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
        return String(text.compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || $0 == "-" ? $0 : nil })
    }
}
