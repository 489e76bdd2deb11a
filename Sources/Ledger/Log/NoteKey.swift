import Crypto

/// A public key that signs notes, with the name it signs under (C2SP signed-note, "vkey").
package struct NoteKey: Hashable, Sendable {
    /// What the key signs, the type byte of C2SP.
    package enum Sort: UInt8, Hashable, Sendable {
        /// The text of the note, Ed25519: a log's key.
        case note = 0x01
        /// A time and a checkpoint, Ed25519 cosignature/v1: a witness's key.
        case cosignature = 0x04
    }

    /// The name in signature lines; for a log's key the origin. 1 to 255 of ASCII 21 to 7E without `+`.
    ///
    /// C2SP allows other scripts. Keys that we trust are named in ASCII, so that no two names look alike and
    /// names are equal exactly when their bytes are.
    package let name: String
    /// What the key signs.
    package let sort: Sort
    /// The 32 bytes of the Ed25519 key.
    package let publicKey: [UInt8]
    /// The first four bytes of SHA-256(name || 0x0A || type || key): a label to find keys by, no proof of
    /// anything.
    package let id: UInt32

    /// Makes a key; throws when the name is none or the bytes cannot be a key.
    package init(name: String, sort: Sort, publicKey: [UInt8]) throws(Malformed) {
        guard NoteKey.isName(name) else {
            throw Malformed("signed-note", "the name of a key is empty, too long, not ASCII, or contains a space or +")
        }
        // Under a key of small order one signature is good for every text, so anybody could sign for its log.
        try Ed25519Form.check(key: publicKey[...])
        self.name = name
        self.sort = sort
        self.publicKey = publicKey
        let hash = Digest.of(Array(name.utf8) + [0x0a, sort.rawValue] + publicKey).bytes
        id = hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `name+hex8+base64`; throws for any text that `vkey` would not write, an id of another key among
    /// them.
    package init(vkey: String) throws(Malformed) {
        let parts = vkey.utf8.split(separator: 0x2b, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let material = Base64.decoded(parts[2]), let type = material.first else {
            throw Malformed("signed-note", "a verifier key is not name+id+base64")
        }
        guard let sort = Sort(rawValue: type) else {
            throw Malformed("signed-note", "a verifier key has the unknown type \(type)")
        }
        // The parts of a valid String at ASCII separators are valid Strings.
        try self.init(
            name: String(decoding: parts[0], as: UTF8.self), sort: sort,
            publicKey: Array(material.dropFirst()))
        guard self.vkey.utf8.elementsEqual(vkey.utf8) else {
            throw Malformed("signed-note", "the id of a verifier key does not match its name and key")
        }
    }

    /// The text in which policies and witnesses name the key.
    package var vkey: String {
        name + "+" + NoteKey.hex(id) + "+"
            + String(decoding: Base64.encoded([sort.rawValue] + publicKey), as: UTF8.self)
    }

    /// The id in eight lower-case hexadecimal digits.
    static func hex(_ id: UInt32) -> String {
        Hex.text((0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) })
    }

    /// Whether 64 bytes are the key's signature over a message; false for any other number of bytes.
    func hasSigned(_ message: [UInt8], signature: some Collection<UInt8>) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }

    private static func isName(_ name: String) -> Bool {
        1...255 ~= name.utf8.count && name.utf8.allSatisfy { 0x21...0x7e ~= $0 && $0 != 0x2b }
    }
}
