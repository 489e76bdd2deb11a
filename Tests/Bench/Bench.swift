import Foundation
import Ledger
import Rules
import TestWorld

/// `make bench`: each figure with the raw limit beside it, in one run; only ratios inside a run mean something.
///
///     foureyes-bench [ENTRIES] [http | load | folders | clients | replay | store]
///
/// The words measure the server alone, stops beside a crowd of readers, whole ledgers, 64 clients, the fold alone, all but the server.
@main struct Bench {
    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "one" {
            return try await FolderBench.one(Array(CommandLine.arguments.dropFirst(2)))
        }
        let size = Int(CommandLine.arguments.dropFirst().first ?? "") ?? 20_000
        print("four eyes bench, \(ProcessInfo.processInfo.activeProcessorCount) cores, \(size) entries")
        if CommandLine.arguments.contains("http") { return try await http { try HTTPBench(server: $0).run() } }
        if CommandLine.arguments.contains("load") { return try await http { try LoadBench(server: $0).run() } }
        if CommandLine.arguments.contains("folders") { return try await FolderBench().run() }
        let ledger = try BenchLedger(entries: size)
        if CommandLine.arguments.contains("clients") { return try await StoreBench(ledger: ledger).run() }
        replay(ledger)
        if CommandLine.arguments.contains("replay") { return }
        decide(ledger)
        question(ledger)
        try signatures(ledger)
        try await StoreBench(ledger: ledger).run()
        try await FolderBench().run()
        if !CommandLine.arguments.contains("store") { try await http { try HTTPBench(server: $0).run() } }
    }

    /// The server as a process; `foureyes-bench http` measures it alone.
    static func http(_ run: @Sendable (ServerUnderTest) throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("foureyes-http-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        do { try run(try await ServerUnderTest(in: folder)) } catch {
            print("  stopped: \(error)")
            exit(1)
        }
    }

    /// A figure beside its limit of the same run.
    static func ratio(_ name: String, _ figure: Double, against limit: Double, _ what: String, aim: Double) {
        line(name, String(format: "%.0f/s, %.2f of %.0f/s (%@)", figure, figure / limit, limit, what), aim: "\(aim)")
    }

    /// Seconds of one core that a piece of work takes, the best of three: the machine's other work does not count.
    static func seconds(_ work: () -> Void) -> Double {
        (0..<3).map { _ in
            let before = processor(CLOCK_THREAD_CPUTIME_ID)
            work()
            return processor(CLOCK_THREAD_CPUTIME_ID) - before
        }.min() ?? 0
    }

    /// Seconds that this thread, or all of this process, has had of a core.
    static func processor(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func line(_ name: String, _ figure: String, aim: String = "") {
        print(
            "  " + name.padding(toLength: 52, withPad: " ", startingAt: 0) + figure
                + (aim.isEmpty ? "" : "   (aim \(aim))"))
        // A bench that is read while it runs, or stopped, has said what it found.
        fflush(nil)
    }

    /// Replay without signatures: decoding, hashes, roots and every rule (aim 60,000 entries/s on one core).
    static func replay(_ ledger: BenchLedger) {
        let verify = seconds { for entry in ledger.entries.prefix(2000) { _ = CheckedLeaf(checking: entry) } } / 2000
        let decode = seconds { for entry in ledger.entries { _ = CheckedLeaf(trusting: entry) } }
        let whole = seconds {
            var state = State()
            for entry in ledger.entries { _ = try? state.fold(CheckedLeaf(trusting: entry), enclosed: ledger.enclosed) }
        }
        let count = Double(ledger.entries.count)
        line("decode an entry", String(format: "%.1f us", decode / count * 1e6))
        line("decode and check its signature", String(format: "%.1f us", verify * 1e6))
        line("replay without signatures", String(format: "%.0f entries/s", count / whole), aim: "60,000")
        line("fold alone", String(format: "%.1f us an entry", (whole - decode) / count * 1e6))
    }

    /// Decide and apply of one entry behind a ledger of this size (aim 15 us).
    static func decide(_ ledger: BenchLedger) {
        var state = State()
        for leaf in ledger.checked.dropLast(1000) { _ = try? state.fold(leaf, enclosed: ledger.enclosed) }
        let tail = ledger.checked.suffix(1000)
        let best = seconds {
            var copy = state
            for leaf in tail {
                // An entry that counted once counts again in the same state: else there is nothing to measure.
                guard case .success(let entry) = leaf.content,
                    let change = try? copy.decide(entry, enclosed: ledger.enclosed)
                else { fatalError("the bench's own entry is refused") }
                copy.apply(change, leaf: leaf.leafHash)
            }
        }
        line("decide and apply", String(format: "%.1f us an entry", best / 1000 * 1e6), aim: "15 us")
        let hash = seconds { _ = state.world.stateHash }
        line("state hash", String(format: "%.1f ms", hash * 1e3))
    }

    /// "May X do Y": may this person fill this slot (aim 10 us).
    static func question(_ ledger: BenchLedger) {
        let authority = ledger.ca.authority
        let subject = Subject(proposer: 1, named: [], groups: ["team": "access"], place: nil)
        var found = 0
        let best = seconds {
            for turn in 0..<10_000
            where authority.standing(
                of: 1 + turn % 9, in: [.leaderIn(field: "team"), .office], for: subject, at: ledger.ca.now) != nil
            {
                found += 1
            }
        }
        line("may X do Y", String(format: "%.2f us", best / 10_000 * 1e6), aim: "10 us")
    }
}
