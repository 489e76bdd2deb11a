import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test(
    "P-71: whatever is done to the files of an export is found, and stops no replay", arguments: FileCase.all)
func tamperedFile(_ testCase: FileCase) async throws {
    let export = try SmallHistory.shared.get().export
    let exported = try Exported(export)
    try testCase.tamper(exported, export)
    let report = await exported.verify()
    #expect(report.exitCode == 6)
    #expect(
        report.faults.list.contains { $0.text.contains(testCase.finds) },
        "\(report.lines.joined(separator: "\n"))")
    if testCase.goesOn { #expect(report.entries == export.entries.count) }
    // Both forms of the report can be made of anything, and read again.
    #expect((try? JSON(enclosed: report.json.written())) == report.json)
}

@Test("P-71: one bad bit in any file of an export is found")
func badBit() async throws {
    let export = try SmallHistory.shared.get().export
    let exported = try Exported(export)
    #expect(await exported.verify().exitCode == 0)
    for name in try exported.names() {
        let honest = try exported.bytes(name)
        for place in [0, honest.count / 3, honest.count / 2, honest.count - 1] {
            var bytes = honest
            bytes[place] ^= UInt8(1 << (place % 8))
            try exported.put(bytes, name)
            let report = await exported.verify()
            #expect(report.exitCode == 6, "bit \(place % 8) of byte \(place) of \(name)")
        }
        try exported.put(honest, name)
    }
    #expect(await exported.verify().exitCode == 0)
}

@Test("P-71: a folder that is none, or may not be read, is told apart from a ledger that is wrong")
func unreadable() async throws {
    let missing = await Verification.run(
        folder: "/nonexistent/of/foureyes", options: VerificationOptions(now: .earliest, cores: 1))
    #expect(missing.exitCode == 2)
    #expect(missing.lines.count == 1)
    let file = await Verification.run(
        folder: #filePath, options: VerificationOptions(now: .earliest, cores: 1))
    #expect(file.exitCode == 2)
}

@Test(
    "P-7: an enclosure of a terabyte is refused by its length, before a byte of it is read",
    .timeLimit(.minutes(10)))
func sparseEnclosure() async throws {
    let ledger = try #require(GoldenLedger.all.first)
    let exported = try Exported(copying: ledger.export)
    let name = try #require(try exported.names().first { $0.hasPrefix("enclosures/") })
    let file = try FileHandle(forWritingTo: exported.folder.appendingPathComponent(name))
    try file.truncate(atOffset: 1 << 40)
    try file.close()
    // Reading it would take half an hour.
    let report = await exported.verify()
    #expect(report.exitCode == 6)
    #expect(report.lines.contains { $0.contains("it has 1099511627776 bytes") }, "\(report.brief)")
}

@Test("P-71: an empty folder is no export")
func emptyFolder() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "foureyes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = await Verification.run(
        folder: folder.path, options: VerificationOptions(now: .earliest, cores: 1))
    #expect(report.exitCode == 2, "a slip of the pen, no alarm")
    #expect(!report.lines.joined().contains("Call two members"))
}

@Test("P-71: whatever bytes stand in a file, nothing traps and the change is found")
func mutatedFiles() async throws {
    let ledger = try #require(GoldenLedger.all.first)
    let exported = try Exported(copying: ledger.export)
    let names = try exported.names()
    var random = Rolls(seed: 14)
    for _ in 0..<150 {
        let name = names[Int.random(in: 0..<names.count, using: &random)]
        let honest = try exported.bytes(name)
        var bytes = honest
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes = Array(bytes.prefix(Int.random(in: 0..<honest.count, using: &random)))
        case 1:
            bytes += (0..<Int.random(in: 1...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
        case 2: bytes = bytes.map { _ in UInt8.random(in: 0...255, using: &random) }
        case 3: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
        default:
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(
                in: 1...255, using: &random)
        }
        try exported.put(bytes, name)
        let report = await exported.verify()
        #expect(
            report.exitCode == 6 && (report.faults.count > 0 || report.unacknowledged.count > 1), "\(name)")
        try exported.put(honest, name)
    }
}

/// Dice that fall the same each time (splitmix64).
struct Rolls: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
