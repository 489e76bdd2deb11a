import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

/// Ledgers whose bytes and state hashes never change once they were released: every later build must come to the same
/// (P-12, P-62). `FOUREYES_MAKE_LEDGER=NAME` makes one that is not there yet; it replaces none.
struct GoldenLedger: CustomTestStringConvertible, Sendable {
    let testDescription: String

    static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Ledgers")
    }

    static let all: [GoldenLedger] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { !$0.hasPrefix(".") }.map { GoldenLedger(testDescription: $0) }
    }()

    var export: String { GoldenLedger.folder.appendingPathComponent(testDescription + "/export").path }
    var expectedFile: URL { GoldenLedger.folder.appendingPathComponent(testDescription + "/expected.json") }

    /// The members of a report that a golden ledger holds fast; later members may come beside them.
    static let members = [
        "acts", "checkpoint", "enclosures", "entries", "exit", "fault-count", "founding", "kinds", "people",
        "record-counts", "state", "void",
    ]
    static let now = Time("2030-01-01T00:00:00Z")!

    func report(cores: Int = 2) async -> VerificationReport {
        await Verification.run(
            folder: export, options: VerificationOptions(now: GoldenLedger.now, cores: cores))
    }
}

@Test("P-62: golden ledgers replay to their state hashes", arguments: GoldenLedger.all)
func golden(_ ledger: GoldenLedger) async throws {
    let expected = try JSON(enclosed: Array(try Data(contentsOf: ledger.expectedFile)))
    let report = await ledger.report()
    #expect(expected.members?.isEmpty == false)
    for member in expected.members ?? [] {
        #expect(report.json[member.key] == member.value, "\(member.key)")
    }
}

@Test("P-35: who folds authority alone comes to the same authority", arguments: GoldenLedger.all)
func authorityAlone(_ ledger: GoldenLedger) async throws {
    let report = await ledger.report(cores: 1)
    let folder = try ExportFolder(path: ledger.export)
    var state = Fold<Authority>()
    for path in TilePath.all(at: report.entries) where path.content == .entries {
        guard case .bytes(let bytes) = try folder.read(.tile(path), atMost: 1 << 25) else { continue }
        for entry in try EntryBundle.decoded(bytes, as: path) {
            _ = try state.fold(CheckedLeaf(checking: Array(entry))) { digest in
                guard case .bytes(let bytes)? = try? folder.read(.enclosure(digest), atMost: 1 << 25) else {
                    return nil
                }
                return bytes
            }
        }
    }
    #expect(state.log.head == report.state.log.head)
    #expect(state.log.clock == report.state.log.clock)
    #expect(state.authority.stateHash == report.state.authority.stateHash)
}

@Test("P-12: the hash seed of a process changes nothing", arguments: GoldenLedger.all)
func hashSeed(_ ledger: GoldenLedger) throws {
    let fixed = try VerifyCommand.run(
        [ledger.export, "--json", "--now", GoldenLedger.now.text], ["SWIFT_DETERMINISTIC_HASHING": "1"])
    for _ in 0..<2 {
        let seeded = try VerifyCommand.run([ledger.export, "--json", "--now", GoldenLedger.now.text])
        #expect(seeded.output == fixed.output)
        #expect(seeded.status == fixed.status)
    }
    let json = try JSON(enclosed: Array(fixed.output.utf8.dropLast()))
    #expect(json["state"]?["world"]?.text?.utf8.count == 64)
}

@Test(
    "the golden ledger that FOUREYES_MAKE_LEDGER names is made, if it is not there",
    .enabled(if: ProcessInfo.processInfo.environment["FOUREYES_MAKE_LEDGER"] != nil))
func makeGolden() async throws {
    let name = try #require(ProcessInfo.processInfo.environment["FOUREYES_MAKE_LEDGER"])
    try #require(GoldenHistory.names.contains(name))
    let ledger = GoldenLedger(testDescription: name)
    try #require(
        !FileManager.default.fileExists(atPath: ledger.expectedFile.path), "a golden ledger never changes")
    try GoldenHistory.export(name).write(to: URL(fileURLWithPath: ledger.export))
    let report = await ledger.report()
    let kept = (report.json.members ?? []).filter { GoldenLedger.members.contains($0.key) }
    try Data(JSON.object(kept).written()).write(to: ledger.expectedFile)
    print(report.lines.joined(separator: "\n"))
}

@Test(
    "a long export is written to the folder that FOUREYES_LONG_EXPORT names, to measure with",
    .enabled(if: ProcessInfo.processInfo.environment["FOUREYES_LONG_EXPORT"] != nil))
func longExport() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FOUREYES_LONG_EXPORT"])
    var history = try SmallHistory()
    for round in 0..<20_000 { try history.move(2, to: round % 2 == 0 ? "S-2" : "S-1") }
    try history.export.write(to: URL(fileURLWithPath: folder))
}
