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
    /// Every kind with the chapter in whose file it stands.
    private let homes: [ChapterFiles.Home]
    private let places: [[String]: Position]
    private let kinds: [KindFacts]
    /// What is wrong already; values that are lengths of time, mostly, since others end the reading.
    private(set) var problems: [Problem] = []
    private let files: [String]

    /// Reads all files. Throws where one is missing or is not the YAML that policies are written in: what it means
    /// cannot be asked then.
    init(_ folder: String, kinds: [KindFacts]) throws(PolicyFolderError) {
        self.kinds = kinds
        let main = folder + "/policy.yaml"
        files = [main] + ChapterFile.names.map { folder + "/" + $0 }
        (policy, manual, clauses) = (Part(file: main), Part(file: main), Part(file: main))
        var failures = PolicySource.strangers(in: folder)
        let head = PolicySource.tree(main, &failures)
        var chapters: [ChapterFile] = []
        for chapter in Clause.Chapter.allCases {
            let file = folder + "/" + ChapterFile.name(of: chapter)
            guard FileManager.default.fileExists(atPath: file), let tree = PolicySource.tree(file, &failures) else {
                continue
            }
            chapters.append(ChapterFile(chapter: chapter, tree: tree))
        }
        guard failures.isEmpty, let head else { throw PolicyFolderError(problems: failures) }
        let joined = ChapterFiles(policy: head, chapters)
        (homes, places) = (joined.homes, joined.places)
        policy.compiled = policy.compilation.json(joined.policy, at: [])
        manual.compiled = manual.compilation.json(joined.manual, at: [])
        clauses.compiled = clauses.compilation.json(joined.clauses, at: [])
        problems = policy.compilation.problems + manual.compilation.problems + clauses.compilation.problems
        problems += joined.problems + strays()
    }

    /// Kinds that stand in the file of another chapter than theirs.
    private func strays() -> [Problem] {
        homes.compactMap { home in
            guard let chapter = kinds.first(where: { $0.name == home.kind })?.chapter, chapter != home.chapter else {
                return nil
            }
            let what = "`\(home.kind)` belongs to `\(chapter.rawValue)`; move it to \(ChapterFile.name(of: chapter))"
            return Problem(position: home.position, what: what)
        }
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
        let place = part.compilation.positions[fault.path] ?? home(of: fault.path)
        return Problem(position: place ?? part.compilation.position(of: fault.path) ?? start, what: fault.what)
    }

    /// Where a kind or a value of the Manual that is missing would stand: in the file of its chapter.
    private func home(of path: [String]) -> Position? {
        guard path.count == 2 else { return nil }
        let isValue = path[0] == "values"
        let chapter =
            isValue ? ManualValue.named(path[1])?.chapter : kinds.first { $0.name == path[1] }?.chapter
        return chapter.flatMap { places[[isValue ? "manual" : path[0], $0.rawValue]] }
    }

    /// By file, line and column, each once: `name` and `schema` belong to two documents.
    func inOrder(_ problems: [Problem]) -> [Problem] {
        var told: Set<Problem> = []
        let numbered = problems.filter { told.insert($0).inserted }.enumerated().map { (place: $0, problem: $1) }
        return numbered.sorted { a, b in
            let (p, q) = (a.problem.position, b.problem.position)
            let (f, g) = (files.firstIndex(of: p.file) ?? .max, files.firstIndex(of: q.file) ?? .max)
            return (f, p.line, p.column, a.place) < (g, q.line, q.column, b.place)
        }.map(\.problem)
    }

    private static func tree(_ file: String, _ failures: inout [Problem]) -> YAMLTree? {
        let start = Position(file: file, line: 1, column: 1)
        guard let data = FileManager.default.contents(atPath: file) else {
            failures.append(Problem(position: start, what: "the file does not exist or cannot be read"))
            return nil
        }
        let (tree, problems) = YAMLReader.read(Array(data), file: file)
        failures += problems
        return tree
    }

    /// A file that looks like a part of the policy and would be passed over in silence.
    private static func strangers(in folder: String) -> [Problem] {
        let known = ["policy.yaml"] + ChapterFile.names
        let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.filter { name in
            let file = name.split(separator: "/").last ?? ""
            return !file.hasPrefix(".") && (file.hasSuffix(".yml") || file.hasSuffix(".yaml")) && !known.contains(name)
        }.map { name in
            let what =
                "this file would be ignored: a policy is policy.yaml and a file for each chapter, "
                + ChapterFile.names.joined(separator: ", ") + Nearest.hint(name, among: known)
            return Problem(position: Position(file: folder + "/" + name, line: 1, column: 1), what: what)
        }
    }
}
