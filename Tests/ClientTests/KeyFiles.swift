import Crypto
import Foundation
import Ledger
import TestWorld

/// A folder that goes when the test is over.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "foureyes-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// The key of a person of a test CA as the file that ssh-keygen reads (PROTOCOL.key), made from the same seed as
    /// `SoftwareKey(.ed25519, seed:)`.
    func key(_ person: Int, seed: String? = nil) throws -> String {
        let seed = Array(SHA256.hash(data: Array("foureyes test key ed25519 \(seed ?? "p\(person)")".utf8)))
        let secret = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        let point = Array(secret.publicKey.rawRepresentation)
        var blob = SSHWriter()
        blob.string("ssh-ed25519")
        blob.string(point)
        var inner = SSHWriter()
        inner.uint32(7)
        inner.uint32(7)
        inner.raw(blob.bytes)
        inner.string(seed + point)
        inner.string("test")
        for pad in UInt8(1)...8 where inner.bytes.count % 8 != 0 { inner.byte(pad) }
        var whole = SSHWriter(Array("openssh-key-v1".utf8) + [0])
        whole.string("none")
        whole.string("none")
        whole.string("")
        whole.uint32(1)
        whole.string(blob.bytes)
        whole.string(inner.bytes)
        let base64 = Data(whole.bytes).base64EncodedString(options: [
            .lineLength64Characters, .endLineWithLineFeed,
        ])
        let name = "key-\(person)"
        let text = "-----BEGIN OPENSSH PRIVATE KEY-----\n\(base64)\n-----END OPENSSH PRIVATE KEY-----\n"
        _ = try file(name + ".pub", Array((try PublicKey(blob: blob.bytes).openSSH + " test\n").utf8))
        return try file(name, Array(text.utf8))
    }
}
