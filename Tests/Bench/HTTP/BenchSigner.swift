import Crypto
import Ledger

/// A plain Ed25519 key that signs in this process: ssh-keygen takes six milliseconds, and would be what is measured.
struct BenchSigner {
    let publicKey: PublicKey
    private let secret: Curve25519.Signing.PrivateKey

    init(seed: [UInt8]) throws {
        secret = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        var blob = SSHWriter()
        blob.string("ssh-ed25519")
        blob.string(Array(secret.publicKey.rawRepresentation))
        publicKey = try PublicKey(blob: blob.bytes)
    }

    /// The secret in a file of OpenSSH without a passphrase (PROTOCOL.key): 64 bytes behind their length, the seed first.
    init?(file bytes: [UInt8], of wanted: PublicKey) {
        for start in bytes.indices where bytes[start...].starts(with: [0, 0, 0, 64]) {
            let seed = Array(bytes[start...].dropFirst(4).prefix(32))
            if let signer = try? BenchSigner(seed: seed), signer.publicKey == wanted {
                self = signer
                return
            }
        }
        return nil
    }

    func sign(_ statement: Statement) throws -> [UInt8] {
        let line = statement.line()
        return line + (try armour(over: line, namespace: "statement@foureyes"))
    }

    func armour(over text: [UInt8], namespace: String) throws -> [UInt8] {
        var signed = SSHWriter("SSHSIG".utf8)
        for part in [namespace, "", "sha512"] { signed.string(part) }
        signed.string(Array(SHA512.hash(data: text)))
        var signature = SSHWriter()
        signature.string("ssh-ed25519")
        signature.string(Array(try secret.signature(for: signed.bytes)))
        var blob = SSHWriter("SSHSIG".utf8)
        blob.uint32(1)
        blob.string(publicKey.blob)
        for part in [namespace, "", "sha512"] { blob.string(part) }
        blob.string(signature.bytes)
        return Armour.written(blob.bytes)
    }
}
