import Foundation
import Ledger
import Store
import TestWorld
import Verifier

/// What a whole ledger costs at growing sizes: start, memory, export, verification. Each is measured in a process of its
/// own, `foureyes-bench one …`, because the bench's ledgers lie in this one's memory.
struct FolderBench {
    static let sizes = [10_000, 20_000, 40_000], largest = 100_000

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-folders-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func run() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try BenchLedger(entries: FolderBench.largest, reasons: true)
        for size in FolderBench.sizes + [FolderBench.largest] {
            let data = folder.appendingPathComponent("data-\(size)").path, out = data + "-out"
            try ledger.fill(data, entries: size)
            let start = try await one("start", data), export = try await one("export", data, out)
            let verify = try await one("verify", out)
            Bench.line("\(size) entries: start", start, aim: size == FolderBench.largest ? "2 s" : "")
            Bench.line("\(size) entries: export, whole", export)
            Bench.line("\(size) entries: verify", verify)
            for path in [data, out] { try FileManager.default.removeItem(atPath: path) }
        }
    }

    private func one(_ words: String...) async throws -> String {
        let outcome = try await Child("foureyes-bench", ["one"] + words).end()
        guard outcome.status == 0 else { throw Failed(description: outcome.output + outcome.errors) }
        return outcome.output.trimmingCharacters(in: .newlines)
    }

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// Does one of them and prints what it took.
    static func one(_ words: [String]) async throws {
        let before = memory
        let begun = ContinuousClock.now
        func took() -> String {
            String(
                format: "%.2f s, %.2f s of a core", (ContinuousClock.now - begun).seconds,
                Bench.processor(CLOCK_PROCESS_CPUTIME_ID))
        }
        switch words.first {
        case "start":
            let store = try LedgerStore(opening: DataFolder(opening: words[1]))
            let line = took() + String(format: ", memory grows by %.0f MB", memory - before)
            store.close()
            print(line)
        case "export":
            let report = try Export(ofFolder: words[1]).write(to: words[2])
            print(took() + ", \(report.files) files")
        default:
            let now = LedgerStore.systemClock()
            let report = await Verification.run(
                folder: words[1],
                options: VerificationOptions(now: now, cores: ProcessInfo.processInfo.activeProcessorCount))
            guard report.isGood else { throw Failed(description: "the bench's own export is not good") }
            print(took())
        }
    }

    /// Memory of this process that no file backs, in MB.
    private static var memory: Double {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
        return (Double(line.filter { $0.isASCII && $0.isNumber }) ?? 0) / 1024
    }
}
