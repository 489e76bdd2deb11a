/// The five forms of a signature (P-2). Each scheme in use is described in docs/formats/signature.md (SP-3.4.3).
package enum Form: String, Hashable, Sendable, CaseIterable {
    /// A plain Ed25519 key.
    case ed25519
    /// A plain P-256 key.
    case ecdsa
    /// A FIDO key over SSH, Ed25519.
    case skEd25519 = "sk-ed25519"
    /// A FIDO key over SSH, P-256.
    case skECDSA = "sk-ecdsa"
    /// A passkey in a browser, P-256.
    case webauthn

    /// The type string in the signature (PROTOCOL, PROTOCOL.u2f).
    var signatureType: String {
        switch self {
        case .ed25519, .ecdsa, .skEd25519, .skECDSA: keyType.rawValue
        case .webauthn: "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
        }
    }

    /// The type of the keys that make it: a signature of one type under a key of another is refused.
    var keyType: PublicKey.KeyType {
        switch self {
        case .ed25519: .ed25519
        case .ecdsa: .ecdsa
        case .skEd25519: .skEd25519
        case .skECDSA, .webauthn: .skECDSA
        }
    }

    /// Whether the signature carries an authenticator's flags.
    var hasFlags: Bool { keyType.isFIDO }
}
