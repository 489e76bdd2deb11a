import Foundation
import Ledger
import TestWorld
import Testing

/// The programs of others that docs/check-by-hand.sh needs.
enum HandTools {
    static var areThere: Bool {
        StockProgram.isThere && FileManager.default.isExecutableFile(atPath: "/usr/bin/go")
            && FileManager.default.fileExists(atPath: "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
    }
}

/// Goal: docs/check-by-hand.sh, which shares no code with ours, agrees with what we write and finds each
/// change. Method: exports made here, whole and with one fault each, given to the script and to its Go
/// program.
@Suite(.enabled(if: HandTools.areThere, "ssh-keygen, Go or its sumdb packages are absent"))
struct CheckByHandTests {
    static let docs = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs")

    static func log() throws -> NoteSigner {
        try NoteSigner(name: HandmadeExport.origin, seed: [UInt8](repeating: 5, count: 32))
    }

    /// What a program said and its exit status.
    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, said: String) {
        let settings = ["GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""]
        let outcome = try Child(
            program, arguments, environment: ProcessInfo.processInfo.environment.merging(settings) { $1 }
        ).wait()
        return (outcome.status, outcome.output + outcome.errors)
    }

    private func script(_ export: HandmadeExport, _ key: String? = nil) throws -> (
        status: Int32, said: String
    ) {
        let path = Self.docs.appendingPathComponent("check-by-hand.sh").path
        return try run("/bin/bash", [path, export.folder.path] + (key.map { [$0] } ?? []))
    }

    /// Six entries, one by each form of key and a second one.
    private func small() throws -> HandmadeExport {
        let log = try Self.log()
        let keys = Samples.keys + [SoftwareKey(.ed25519, seed: "b")]
        let entries = try keys.enumerated().map { try HandmadeExport.entry($0, by: $1, log: log) }
        return try HandmadeExport(entries: entries, earlier: [1, 4], log: log)
    }

    @Test("P-2, P-71: stock programs accept an export, every form of key among its entries")
    func good() throws {
        let export = try small()
        defer { export.remove() }
        let result = try script(export)
        #expect(result.status == 0, "\(result.said)")
        for (place, key) in Samples.keys.enumerated() {
            let fingerprint = key.publicKey.fingerprint.hex
            #expect(result.said.contains("ok    entry \(place): p17"))
            #expect(result.said.contains("key \(fingerprint)"))
        }
        #expect(result.said.contains("all entries and roots agree"))
        #expect(try script(export, Self.log().key.vkey).status == 0)
        #expect(try script(export, NoteSamples.logKey).status == 6, "another log's key")
    }

    static let faults: [(String, @Sendable (HandmadeExport) throws -> Void)] = [
        ("FAIL  entry 1:", { try $0.change("tile/entries/000.p/6") { replace("M-147", "M-148", in: &$0) } }),
        (
            "FAIL  checkpoint: the root",
            { try $0.change("tile/entries/000.p/6") { replace("recorded 2", "recorded 3", in: &$0) } }
        ),
        ("goes on after", { try $0.change("tile/entries/000.p/6") { $0.append(0) } }),
        ("ends inside", { try $0.change("tile/entries/000.p/6") { $0.removeLast() } }),
        ("FAIL  tile/0/000.p/6", { try $0.change("tile/0/000.p/6") { $0[40] ^= 1 } }),
        ("FAIL  tile/0/000.p/4", { try $0.change("tile/0/000.p/4") { $0[40] ^= 1 } }),
        ("FAIL  checkpoint: ", { try $0.change("checkpoint") { replace("\n6\n", "\n4\n", in: &$0) } }),
        ("FAIL  checkpoints/4", { try $0.change("checkpoints/4") { replace("\n4\n", "\n5\n", in: &$0) } }),
        ("FAIL  enclosures/", { try $0.write([1], .enclosure(.ofNothing)) }),
    ]

    private static func replace(_ old: String, _ new: String, in bytes: inout [UInt8]) {
        guard let range = bytes.firstRange(of: Array(old.utf8)) else { return }
        bytes.replaceSubrange(range, with: Array(new.utf8))
    }

    @Test("P-71: stock programs find one changed byte", arguments: faults.indices)
    func faulty(place: Int) throws {
        let export = try small()
        defer { export.remove() }
        let (message, damage) = Self.faults[place]
        try damage(export)
        let result = try script(export)
        #expect(result.status == 6, "\(result.said)")
        #expect(result.said.contains(message), "\(result.said)")
    }

    @Test("P-71: Go's log packages agree with our tiles, bundles and checkpoints over several levels")
    func large() throws {
        let log = try Self.log()
        // The Go program asks nothing of entries but their bytes.
        let entries = (0..<70_000).map { Array("entry \($0)\n".utf8) }
        let earlier = [0, 1, 255, 256, 257, 65_535, 65_536, 65_537]
        let export = try HandmadeExport(entries: entries, earlier: earlier, log: log)
        defer { export.remove() }
        let program = export.folder.appendingPathComponent("check-roots").path
        let source = Self.docs.appendingPathComponent("check-roots/main.go").path
        let built = try run("/usr/bin/go", ["build", "-o", program, source])
        #expect(built.status == 0, "\(built.said)")
        let good = try run(program, [export.folder.path, log.key.vkey])
        #expect(good.status == 0, "\(good.said)")
        for size in earlier { #expect(good.said.contains("ok    checkpoints/\(size): size \(size),")) }
        #expect(good.said.contains("ok    277 hash tiles"))
        try export.change("tile/1/001.p/17") { $0[16 * 32] ^= 1 }
        #expect(try run(program, [export.folder.path, log.key.vkey]).status == 6)
    }
}
