import Crypto

/// The private key of a log, which signs its checkpoints and refusals; or of a witness, which cosigns.
///
/// It says nothing of itself when printed: a key in a log file would be a key of everybody who reads it.
package struct NoteSigner: Sendable {
    /// The public part.
    package let key: NoteKey
    private let seed: [UInt8]
    private let signing: Curve25519.Signing.PrivateKey

    private static let opening = "PRIVATE+KEY+"

    /// Makes the key of 32 secret bytes; throws when there are more or fewer, or the name is none.
    package init(name: String, sort: NoteKey.Sort = .note, seed: [UInt8]) throws(Malformed) {
        guard seed.count == 32, let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else {
            throw Malformed("signed-note", "a signing key must have 32 bytes")
        }
        key = try NoteKey(name: name, sort: sort, publicKey: Array(signing.publicKey.rawRepresentation))
        self.seed = seed
        self.signing = signing
    }

    /// Reads what `privateText` writes and nothing else. Messages never quote it.
    package init(privateText text: String) throws(Malformed) {
        guard text.utf8.starts(with: NoteSigner.opening.utf8) else {
            throw Malformed("signed-note", "a signing key does not begin with PRIVATE+KEY+")
        }
        let parts = text.utf8.dropFirst(NoteSigner.opening.utf8.count)
            .split(separator: 0x2b, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let material = Base64.decoded(parts[2]), let type = material.first,
            let sort = NoteKey.Sort(rawValue: type)
        else {
            throw Malformed("signed-note", "a signing key is not PRIVATE+KEY+name+id+base64 of a known type")
        }
        try self.init(
            name: String(decoding: parts[0], as: UTF8.self), sort: sort, seed: Array(material.dropFirst()))
        guard privateText.utf8.elementsEqual(text.utf8) else {
            throw Malformed("signed-note", "the id of a signing key does not match its name and key")
        }
    }

    /// The form in which Go's note package keeps signing keys: a secret, for a file that only the server
    /// reads.
    package var privateText: String {
        NoteSigner.opening + key.name + "+" + NoteKey.hex(key.id) + "+"
            + String(decoding: Base64.encoded([key.sort.rawValue] + seed), as: UTF8.self)
    }

    /// The signature line over a text; throws when the key is a cosigner's, which signs nothing without a
    /// time.
    package func sign(_ text: [UInt8]) throws(Malformed) -> NoteSignature {
        guard key.sort == .note else { throw Malformed("signed-note", "\(key.name) is a cosigner's key") }
        return NoteSignature(by: key, bytes: try signature(text))
    }

    /// The cosignature of a checkpoint; throws when the key is not a cosigner's.
    ///
    /// Whether it is the largest checkpoint that the cosigner ever saw is for the caller to know.
    package func cosign(_ checkpoint: Checkpoint, at time: Time) throws(Malformed) -> NoteSignature {
        guard key.sort == .cosignature else {
            throw Malformed("tlog-cosignature", "\(key.name) is not a cosigner's key")
        }
        let signature = try signature(Cosignature.message(checkpoint.text, at: time))
        return NoteSignature(by: key, bytes: Cosignature.bytes(time, signature))
    }

    private func signature(_ message: [UInt8]) throws(Malformed) -> [UInt8] {
        guard let signature = try? signing.signature(for: message) else {
            throw Malformed("signed-note", "the key of \(key.name) could not sign")
        }
        return Array(signature)
    }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The public key.
    package var description: String { key.vkey }
    /// The public key.
    package var debugDescription: String { key.vkey }
    /// The public key alone, so that no dump shows the seed.
    package var customMirror: Mirror { Mirror(self, children: ["key": key.vkey]) }
}
