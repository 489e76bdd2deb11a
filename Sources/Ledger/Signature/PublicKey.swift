import Crypto

/// A public key of one of the four types of P-2, checked: whoever holds one can rely on its form.
///
/// That somebody holds its private half, or whose it is, is not known here.
package struct PublicKey: Sendable {
    /// The SSH types that a signer's key may have (RFC 8709, RFC 5656, PROTOCOL.u2f).
    package enum KeyType: String, Hashable, Sendable, CaseIterable {
        /// A plain Ed25519 key.
        case ed25519 = "ssh-ed25519"
        /// A plain P-256 key.
        case ecdsa = "ecdsa-sha2-nistp256"
        /// A FIDO key, Ed25519.
        case skEd25519 = "sk-ssh-ed25519@openssh.com"
        /// A FIDO key, P-256: of SSH when its application begins `ssh:`, else a passkey.
        case skECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"

        /// Whether an authenticator makes its signatures.
        package var isFIDO: Bool { self == .skEd25519 || self == .skECDSA }
    }

    /// The SSH encoding, which is the key's identity.
    package let blob: [UInt8]
    /// Which sort of key it is.
    package let keyType: KeyType
    /// The application of a FIDO key: `ssh:…`, or the RP id of a passkey; nil for plain keys.
    package let application: String?
    /// 32 bytes (Ed25519), or 65 bytes (an uncompressed point).
    let point: ArraySlice<UInt8>

    private static let curve = "nistp256"

    /// Reads a blob; throws for another type, a point that is not on the curve, compressed or of small
    /// order, and for bytes behind it (P-2).
    ///
    /// The application must be 1 to 255 printable ASCII characters without space, so that it can be shown as
    /// it is.
    package init(blob: [UInt8]) throws(Malformed) {
        try self.init(blob: blob, checkingPoint: true)
    }

    /// With `checkingPoint` false the curve equation is not computed: for bytes that were checked before.
    init(blob: [UInt8], checkingPoint: Bool) throws(Malformed) {
        var reader = SSHReader(blob[...], of: "the key")
        let type = try reader.string()
        guard let keyType = KeyType.allCases.first(where: { $0.rawValue.utf8.elementsEqual(type) }) else {
            throw Malformed("P-2", "the type of the key is not allowed")
        }
        switch keyType {
        case .ed25519, .skEd25519:
            point = try reader.string()
            try Ed25519Form.check(key: point)
        case .ecdsa, .skECDSA:
            guard try reader.string().elementsEqual(PublicKey.curve.utf8) else {
                throw Malformed("P-2", "the key is not on the curve \(PublicKey.curve)")
            }
            point = try reader.string()
            guard point.count == 65, point.first == 4 else {
                throw Malformed("P-2", "the point of the key is not uncompressed")
            }
            if checkingPoint, (try? P256.Signing.PublicKey(x963Representation: point)) == nil {
                throw Malformed("P-2", "the point of the key is not on the curve")
            }
        }
        application = keyType.isFIDO ? try PublicKey.application(try reader.string()) : nil
        try reader.end()
        self.blob = blob
        self.keyType = keyType
    }

    /// Reads a line of a `.pub` file: type, one space, base64, and perhaps a space and a comment, which is
    /// dropped.
    ///
    /// Where a line is stored or signed, compare it with `openSSH`: that one has no comment.
    package init(openSSH line: String) throws(Malformed) {
        let bytes = line.utf8.last == 0x0a ? line.utf8.dropLast() : line.utf8[...]
        let parts = bytes.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let blob = Base64.decoded(parts[1]) else {
            throw Malformed("P-2", "the line is not a type and a key in base64")
        }
        try self.init(blob: blob)
        guard keyType.rawValue.utf8.elementsEqual(parts[0]) else {
            throw Malformed("P-2", "the type in the line differs from that of the key")
        }
    }

    /// The type and the key in base64, as in a `.pub` file without its comment.
    package var openSSH: String { type + " " + String(decoding: Base64.encoded(blob), as: UTF8.self) }

    /// The SSH name of the type, for example `ssh-ed25519`.
    package var type: String { keyType.rawValue }

    /// Whether a browser signs with it: its application is an RP id.
    package var isPasskey: Bool {
        application.map { !$0.utf8.starts(with: Signature.sshApplication.utf8) } ?? false
    }

    /// SHA-256 of the blob: what is compared in words (P-3).
    package var fingerprint: Digest { .of(blob) }

    private static func application(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> String {
        guard 1...255 ~= bytes.count, bytes.allSatisfy({ 0x21...0x7e ~= $0 }) else {
            throw Malformed("P-2", "the application is not 1 to 255 printable ASCII characters without space")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension PublicKey: Hashable {
    /// Two keys are one when their blobs are.
    package static func == (left: PublicKey, right: PublicKey) -> Bool { left.blob == right.blob }

    /// The blob says all.
    package func hash(into hasher: inout Hasher) { hasher.combine(blob) }
}
