import Crypto

/// A machine's private key, Ed25519: the server signs its segments of the journal with one (P-70).
///
/// It says nothing of itself when printed: a key in a log file would be a key of everybody who reads it.
package struct MachineSigner: Sendable {
    /// The public part, which people enrol.
    package let publicKey: PublicKey
    private let seed: [UInt8]
    private let signing: Curve25519.Signing.PrivateKey

    private static let opening = "MACHINE+KEY+ed25519+"

    /// Makes the key of 32 secret bytes; throws when there are more or fewer.
    package init(seed: [UInt8]) throws(Malformed) {
        guard seed.count == 32, let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw Malformed("P-70", "a machine key must have 32 bytes")
        }
        var blob = SSHWriter()
        blob.string(PublicKey.KeyType.ed25519.rawValue)
        blob.string(Array(signing.publicKey.rawRepresentation))
        publicKey = try PublicKey(blob: blob.bytes)
        self.seed = seed
        self.signing = signing
    }

    /// Reads what `privateText` writes and nothing else. Messages never quote it.
    package init(privateText text: String) throws(Malformed) {
        guard text.utf8.starts(with: MachineSigner.opening.utf8),
            let seed = Base64.decoded(Array(text.utf8.dropFirst(MachineSigner.opening.utf8.count))[...])
        else { throw Malformed("P-70", "a machine key must be \(MachineSigner.opening) and base64") }
        try self.init(seed: seed)
    }

    /// The form of the key's file: a secret, for a file that only the machine reads.
    package var privateText: String {
        MachineSigner.opening + String(decoding: Base64.encoded(seed), as: UTF8.self)
    }

    /// The statement with its signature, as an entry is made of it.
    package func sign(_ statement: Statement) throws(Malformed) -> Submission {
        let line = statement.line()
        guard let numbers = try? signing.signature(for: signedData(line: line)) else {
            throw Malformed("P-70", "the machine's key could not sign")
        }
        var signature = SSHWriter()
        signature.string(publicKey.type)
        signature.string(Array(numbers))
        return try Submission(bytes: line + armour(publicKey: publicKey, signatureBlob: signature.bytes))
    }
}

extension MachineSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The public key.
    package var description: String { publicKey.openSSH }
    /// The public key.
    package var debugDescription: String { publicKey.openSSH }
    /// The public key alone, so that no dump shows the seed.
    package var customMirror: Mirror { Mirror(self, children: ["key": publicKey.openSSH]) }
}
