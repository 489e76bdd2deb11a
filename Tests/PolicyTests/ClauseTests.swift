// Goal: every clause of the CA is in its book once, says what the list of clauses says, and binds only what
// there is.
// Method: compare with the shared list where it is at hand; look up every binding.

import Foundation
import PolicyFiles
import Rules
import Testing

@Suite struct ClauseTests {
    @Test(
        "Every clause of the shared list stands in the book once, in its chapter",
        .enabled(
            if: FileManager.default.fileExists(
                atPath: PolicyPlaces.shared.appendingPathComponent("clauses.yaml").path)))
    func complete() throws {
        let list = try String(
            contentsOf: PolicyPlaces.shared.appendingPathComponent("clauses.yaml"), encoding: .utf8)
        var wanted: [(id: String, chapter: String, means: String)] = []
        for line in list.split(separator: "\n") where line.hasPrefix("- {id: ") {
            let parts = line.dropFirst("- {id: ".count).components(separatedBy: ", chapter: ")
            let rest = parts[1].components(separatedBy: ", means: [")
            wanted.append((parts[0], rest[0], rest[1].components(separatedBy: "]")[0]))
        }
        #expect(wanted.count > 200)
        let book = try PolicyLoadTests.load("cacert").set.clauses
        // Chapter by chapter, in each in the list's order.
        wanted = Clause.Chapter.allCases.flatMap { chapter in wanted.filter { $0.chapter == chapter.rawValue } }
        #expect(book.clauses.map(\.id) == wanted.map(\.id))
        #expect(book.clauses.map(\.chapter.rawValue) == wanted.map(\.chapter))
        #expect(book.clauses.map { $0.means.map(\.rawValue).joined(separator: ", ") } == wanted.map(\.means))
    }

    @Test("Every binding names what the program has", arguments: ["cacert", "small"])
    func bindings(name: String) throws {
        let compiled = try PolicyFolder.load(PolicyPlaces.folder(name), kinds: Kind.allFacts)
        #expect(Bindable(kinds: Kind.allFacts).faults(in: compiled.set.clauses).isEmpty)
        let bound = compiled.set.clauses.clauses.filter { !$0.isAbsent }
        #expect(!bound.isEmpty && bound.count < compiled.set.clauses.clauses.count)
    }

    @Test("Every document and test that a part names is a file of the project", arguments: ["cacert", "small"])
    func files(name: String) throws {
        let set = try PolicyLoadTests.load(name).set
        let named = set.clauses.clauses.flatMap { $0.parts.flatMap(\.by) }.filter {
            [.document, .test].contains($0.sort)
        }
        #expect(!named.isEmpty)
        let root = PolicyPlaces.project
        for binding in named {
            let file = root.appendingPathComponent(binding.name).path
            #expect(FileManager.default.fileExists(atPath: file), "\(binding.text)")
        }
    }

    @Test("D17: what a part is shown by, the code's clauses and the requirement's clauses are one list")
    func oneList() throws {
        let set = try PolicyLoadTests.load("cacert").set
        func bound(_ sorts: [Binding.Sort], _ name: String) -> Set<String> {
            Set(
                set.clauses.clauses.filter { clause in
                    clause.parts.contains { $0.by.contains { sorts.contains($0.sort) && $0.name == name } }
                }.map(\.id))
        }
        // The rules of the protocol stand in no policy.
        func ofPolicy(_ clauses: [String]) -> Set<String> {
            Set(clauses.filter { !$0.hasPrefix("P-") && !$0.hasPrefix("K-") })
        }
        // What the rules hold for every kind (two people, four eyes, two areas) is bound to the test of that rule; the
        // kinds that rest on it cite it, and need not all be listed (decision 0075).
        let tested = Set(
            set.clauses.clauses.filter { $0.parts.contains { $0.by.contains { $0.sort == .test } } }.map(\.id))
        for kind in Kind.all where kind.facts.like == nil {
            let (code, by) = (ofPolicy(kind.clauses), bound([.act, .record], kind.name))
            #expect(by.subtracting(code) == [], "\(kind.name): `by` names it, and the code does not cite")
            #expect(code.subtracting(by).subtracting(tested) == [], "\(kind.name): the code cites, and `by` has none")
            let asked = set.policy.kinds[kind.name]?.clauses ?? set.policy.records[kind.name]?.clauses
            guard let asked else { continue }
            #expect(ofPolicy(asked) == code, "\(kind.name): the requirement and the code")
        }
        for rule in FindingRule.all {
            #expect(bound([.finding], rule.name) == ofPolicy(rule.clauses), "\(rule.name): `by` and the code")
        }
    }

    /// A file of the sources, its name without the ending, and its text.
    private static let sources: [(path: String, text: String)] = {
        let base = PolicyPlaces.project.appendingPathComponent("Sources")
        let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".swift") }.compactMap { path in
            (try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)).map { (path, $0) }
        }
    }()

    /// Whether a text cites this clause, and not one whose id begins likewise.
    private static func cites(_ text: String, _ id: String) -> Bool {
        text.components(separatedBy: id).dropFirst().contains { rest in
            rest.first.map { !$0.isLetter && !$0.isNumber } != false
                && !(rest.first == "." && rest.dropFirst().first?.isNumber == true)
        }
    }

    @Test("Each part leads to its code: to one kind or finding, or to a test that is named after the file of the rule")
    func oneGuess() throws {
        let set = try PolicyLoadTests.load("cacert").set
        var count = 0
        for clause in set.clauses.clauses {
            for part in clause.parts where !part.by.isEmpty {
                count += 1
                let tests = part.by.filter { $0.sort == .test }
                let (kinds, findings) = (
                    part.by.count { [.act, .record].contains($0.sort) }, part.by.count { $0.sort == .finding }
                )
                #expect(
                    !tests.isEmpty || kinds <= 1 && findings <= 1 && kinds + findings > 0,
                    "\(clause.id), “\(part.shows)”: several kinds, or none, and no test of the rule")
                for test in tests { try follow(test.name, of: clause.id) }
            }
        }
        #expect(count > 99)
    }

    /// The test names the clause, and so does the file, or a file of the folder, that it is named after. The letter of a
    /// section of the protocol before a test's name is no part of it.
    private func follow(_ test: String, of clause: String) throws {
        let text = try String(contentsOf: PolicyPlaces.project.appendingPathComponent(test), encoding: .utf8)
        let titles = text.components(separatedBy: "@Test(").dropFirst().map { $0.prefix(400) }
        #expect(titles.contains { Self.cites(String($0), clause) }, "\(test) has no test of \(clause)")
        let name = try #require(test.split(separator: "/").last?.dropLast("Tests.swift".count))
        let isLettered = name.dropFirst().first?.isUppercase == true
        let names = [String(name)] + (isLettered ? [String(name.dropFirst())] : [])
        let cited = Self.sources.filter { source in
            names.contains { source.path.hasSuffix("/\($0).swift") || source.path.contains("/\($0)/") }
                && Self.cites(source.text, clause)
        }
        #expect(!cited.isEmpty, "\(test): no source of that name cites \(clause)")
    }

    @Test(
        "P-1: clause ids",
        arguments: [
            ("SP-1.1", true), ("SM-4a", true), ("CPS-6.2.1c", true), ("SM-0.4", true), ("RP-10.20.30z", true),
            ("SP-", false), ("SP", false), ("-1", false), ("sp-1", false), ("SP-1A", false), ("SP-1.", false),
            ("SP-.1", false), ("SP-01", false), ("SP-1ab", false), ("SP-1-2", false), ("SP-1 ", false),
            ("SP-a", false),
            ("ABCDEFGHI-1", false), ("SP-12345", false), ("", false),
        ])
    func ids(id: String, good: Bool) { #expect(Clause.isID(id) == good) }
}
