import Foundation
import Ledger
import Rules

/// The files of a policy folder, read as YAML and compiled, before anybody asks what they mean.
struct PolicySource {
    /// One compiled document, with the way back to its lines.
    struct Part {
        let file: String
        var compiled: JSON = .object([])
        var compilation = Compilation()
    }

    private(set) var policy: Part
    private(set) var manual: Part
    private(set) var clauses: Part
    /// What is wrong already; values that are lengths of time, mostly, since others end the reading.
    private(set) var problems: [Problem] = []
    private var files: [String]

    /// Reads all files. Throws where a file is missing or is not the YAML that policies are written in: what
    /// it means cannot be asked then.
    init(_ folder: String) throws(PolicyFolderError) {
        policy = Part(file: folder + "/policy.yaml")
        clauses = Part(file: folder + "/clauses.yaml")
        manual = Part(file: folder + "/manual")
        files = [policy.file]
        var failures = PolicySource.strangers(in: folder)
        let policyTree = PolicySource.tree(policy.file, &failures)
        var manuals: [(file: String, tree: YAMLTree)] = []
        for file in PolicySource.manualFiles(manual.file, &failures) {
            files.append(file)
            if let tree = PolicySource.tree(file, &failures) { manuals.append((file, tree)) }
        }
        files.append(clauses.file)
        let clausesTree = PolicySource.tree(clauses.file, &failures)
        guard failures.isEmpty, let policyTree, let clausesTree else {
            throw PolicyFolderError(problems: failures)
        }
        policy.compiled = policy.compilation.json(policyTree, at: [])
        clauses.compiled = clauses.compilation.json(clausesTree, at: [])
        let joined = ManualFiles.joined(manuals)
        manual.compiled = manual.compilation.json(joined.tree, at: [])
        problems = policy.compilation.problems + manual.compilation.problems + clauses.compilation.problems
        problems += joined.problems
    }

    /// A fault with its place; nil where the place has a problem of its own already.
    func problem(_ fault: PolicyFault) -> Problem? {
        let part =
            switch fault.document {
            case .policy: policy
            case .manual: manual
            case .clauses: clauses
            }
        guard !part.compilation.troubled.contains(fault.path) else { return nil }
        let start = Position(file: part.file, line: 1, column: 1)
        return Problem(position: part.compilation.position(of: fault.path) ?? start, what: fault.what)
    }

    /// By file, line and column.
    func inOrder(_ problems: [Problem]) -> [Problem] {
        let numbered = problems.enumerated().map { (place: $0, problem: $1) }
        return numbered.sorted { a, b in
            let (p, q) = (a.problem.position, b.problem.position)
            let (f, g) = (files.firstIndex(of: p.file) ?? .max, files.firstIndex(of: q.file) ?? .max)
            return (f, p.line, p.column, a.place) < (g, q.line, q.column, b.place)
        }.map(\.problem)
    }

    private static func tree(_ file: String, _ failures: inout [Problem]) -> YAMLTree? {
        let start = Position(file: file, line: 1, column: 1)
        guard let data = FileManager.default.contents(atPath: file) else {
            failures.append(Problem(position: start, what: "there is no such file, or it cannot be read"))
            return nil
        }
        let (tree, problems) = YAMLReader.read(Array(data), file: file)
        failures += problems
        return tree
    }

    private static func manualFiles(_ folder: String, _ failures: inout [Problem]) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { !$0.hasPrefix(".") && $0.hasSuffix(".yaml") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if names.isEmpty {
            let start = Position(file: folder, line: 1, column: 1)
            failures.append(Problem(position: start, what: "there is no file `*.yaml` in this folder"))
        }
        return names.map { folder + "/" + $0 }
    }

    /// A file that looks like a part of the policy and would be passed over in silence.
    private static func strangers(in folder: String) -> [Problem] {
        let known: Set<String> = ["policy.yaml", "clauses.yaml"]
        return ["", "/manual"].flatMap { sub -> [Problem] in
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder + sub)) ?? []).sorted()
            return names.filter { name in
                guard !name.hasPrefix(".") else { return false }
                return name.hasSuffix(".yml")
                    || (sub.isEmpty && name.hasSuffix(".yaml") && !known.contains(name))
            }.map { name in
                let place = Position(file: folder + sub + "/" + name, line: 1, column: 1)
                let what =
                    "this file would not be read: a policy is policy.yaml, clauses.yaml and manual/*.yaml"
                return Problem(position: place, what: what)
            }
        }
    }
}
