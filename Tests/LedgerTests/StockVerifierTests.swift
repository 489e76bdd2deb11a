import Foundation
import Ledger
import TestWorld
import Testing

/// OpenSSH's own program.
enum StockProgram {
    static let path = "/usr/bin/ssh-keygen"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// Goal: whoever trusts no line of ours can check an entry with stock `ssh-keygen` (P-2, "by hand"), and what it signs is
/// good here.
@Suite(.enabled(if: StockProgram.isThere, "ssh-keygen is absent"))
struct StockVerifierTests {
    /// Runs it with the line on its standard input; true when it ends with 0.
    private func run(_ arguments: [String], in folder: URL, input: [UInt8] = []) throws -> Bool {
        try Child(StockProgram.path, arguments, in: folder.path, input: input).wait().status == 0
    }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "foureyes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("P-2: ssh-keygen takes what the keys of the test world sign", arguments: Samples.keys)
    func verifies(key: SoftwareKey) throws {
        try inFolder { folder in
            let line = Samples.full.line()
            try Data(key.armour(line: line)).write(to: folder.appendingPathComponent("armour"))
            let signers = AllowedSigners.line(signer: .person(17), key: key.publicKey)
            try Data(signers.utf8).write(to: folder.appendingPathComponent("signers"))
            let arguments = [
                "-Y", "verify", "-f", "signers", "-I", "p17", "-n", "statement@foureyes", "-s", "armour",
            ]
            #expect(try run(arguments, in: folder, input: line))
            #expect(try !run(arguments, in: folder, input: Array(line.dropLast())))
        }
    }

    @Test("P-2: what ssh-keygen signs is good here", arguments: ["ed25519", "ecdsa"])
    func signs(type: String) throws {
        try inFolder { folder in
            #expect(try run(["-q", "-t", type, "-b", "256", "-N", "", "-f", "key"], in: folder))
            let line = Samples.full.line()
            try Data(line).write(to: folder.appendingPathComponent("line"))
            #expect(try run(["-Y", "sign", "-f", "key", "-n", "statement@foureyes", "line"], in: folder))
            let armour = try Array(Data(contentsOf: folder.appendingPathComponent("line.sig")))
            let verified = try Submission(bytes: line + armour).verified()
            let key = try String(contentsOf: folder.appendingPathComponent("key.pub"), encoding: .utf8)
            #expect(try verified.signature.key == PublicKey(openSSH: key))
        }
    }
}
