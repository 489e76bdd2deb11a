import Foundation
import Rules
import Testing

/// What a reader of the sources relies on, held by a test.
struct TidyTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    struct Source { let path: String, lines: [String] }

    static func sources(_ folder: String) -> [Source] {
        let base = root.appendingPathComponent(folder)
        let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            (try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)).map {
                Source(path: "\(folder)/\(path)", lines: $0.components(separatedBy: "\n"))
            }
        }
    }

    @Test("Tidy: every act and record that is written is listed in Kind.all, and none twice")
    func listed() {
        let conformance = [": AuthorityAct {", ": RegisterAct {", ": Record {"]
        let written = (Self.sources("Sources/Authority") + Self.sources("Sources/Rules")).flatMap(\.lines).filter {
            line in
            line.contains("struct ") && conformance.contains { line.hasSuffix($0) }
        }
        // Those that every register has are written once for all of them.
        let own = written.filter { !$0.contains("<Thing: Entered") }
        #expect(own.count == Kind.all.count - Register.entered.flatMap(\.kinds).count, "\(written)")
        #expect(Set(Kind.all.map(\.name)).count == Kind.all.count)
        #expect(Kind.all.allSatisfy { !$0.clauses.isEmpty && !$0.notes.isEmpty })
        #expect(Kind.all.allSatisfy { $0.name.hasPrefix($0.part.rawValue + "/") })
    }

    @Test(
        "Tidy: the pure targets import no Foundation, read no clock and no randomness",
        arguments: ["Attachments", "Ledger", "Authority", "Rules"])
    func pure(target: String) {
        let sources = Self.sources("Sources/\(target)")
        #expect(sources.count > 5)
        let allowed: Set = [
            "import Authority", "@_exported import Authority", "import Crypto", "import HashTreeCollections",
            "import Ledger",
        ]
        let impure = [
            "Date(", "ContinuousClock", "SuspendingClock", "DispatchTime", "clock_gettime",
            "SystemRandomNumberGenerator",
            ".random(", "FileHandle", "FileManager", "ProcessInfo", "print(", ".shuffled(", "randomElement(",
        ]
        for source in sources {
            for line in source.lines where line.hasPrefix("import ") || line.hasPrefix("@") && line.contains(" import ")
            {
                guard !line.hasPrefix("//") else { continue }
                #expect(allowed.contains(line), "\(source.path): \(line)")
            }
            for word in impure {
                #expect(!source.lines.contains { !$0.contains("//") && $0.contains(word) }, "\(source.path): \(word)")
            }
        }
    }

    @Test("Tidy: files stay short enough to be read at a sitting", arguments: [("Sources", 250), ("Tests", 300)])
    func short(folder: String, limit: Int) {
        for source in Self.sources(folder) {
            #expect(source.lines.count - 1 <= limit, "\(source.path)")
        }
    }

    @Test("Tidy: each mark of a broken promise to the compiler has its reason on a line before it")
    func marks() {
        let marks = [
            "try" + "!", "as" + "!", "fatal" + "Error(", "@unchecked " + "Sendable", "nonisolated" + "(unsafe)",
            "precondition" + "(",
        ]
        let unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        for source in Self.sources("Sources") + Self.sources("Tests") {
            for (index, line) in source.lines.enumerated() {
                #expect(!unfinished.contains { line.contains($0) }, "\(source.path):\(index + 1)")
                guard marks.contains(where: { line.contains($0) }) else { continue }
                let before = source.lines[max(0, index - 3)..<index]
                #expect(before.contains { $0.contains("//") }, "\(source.path):\(index + 1) has no reason")
            }
        }
    }

    @Test("Tidy: no program is started by Foundation's Process, which reads past a buffer when many files are open")
    func processes() {
        for source in Self.sources("Sources") + Self.sources("Tests") {
            #expect(!source.lines.contains { $0.contains("Process" + "()") }, "\(source.path)")
        }
    }

    @Test("Tidy: make test runs every suite of the package")
    func suites() throws {
        func text(_ name: String) throws -> String {
            try String(contentsOf: Self.root.appendingPathComponent(name), encoding: .utf8)
        }
        let run = try text("Makefile").split(separator: "\n").first { $0.hasPrefix("SUITES :=") }?.split(separator: " ")
        let tail = try text("Package.swift").components(separatedBy: ".testTarget(").dropFirst()
        let named = tail.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(named.count > 8 && Set(named) == Set(run?.dropFirst(2) ?? []))
    }

    @Test("P-20: pages ask for the RP id and the web origins in force, not for those of the founding")
    func webInForce() {
        for source in Self.sources("Sources/Web") {
            #expect(!source.lines.contains { $0.contains("founding?.web") }, "\(source.path)")
        }
    }
}
