/// What a signature says of itself, once it has been found good or is taken for it: form, key, and the flags
/// of P-20.
///
/// Whether the key is the signer's, and whether RP id and web origin are the ledger's, depends on the
/// ledger: `decide` compares `key.application` and `webOrigin`.
package struct Signature: Hashable, Sendable {
    /// Which of the five forms it has.
    package let form: Form
    /// The key that made it.
    package let key: PublicKey
    /// Whether the authenticator says that somebody touched it; false for plain keys.
    package let userPresent: Bool
    /// Whether the authenticator says that it asked for PIN or finger; false for plain keys.
    package let userVerified: Bool
    /// Whether the authenticator says that its key may be copied to other devices (BE); false for plain keys.
    package let backupEligible: Bool
    /// Whether it says that the key is copied already (BS); false for plain keys.
    package let backedUp: Bool
    /// The origin in the client data of the WebAuthn form, byte for byte that of the signature; else nil.
    package let webOrigin: String?

    /// What the applications of FIDO keys of SSH begin with; no browser signs for such a one.
    package static let sshApplication = "ssh:"

    /// Made on the person's own machine: in a form that no browser can make (P-20).
    package var isLocal: Bool { form != .webauthn }

    /// Made by a FIDO key over SSH.
    package var isFIDO: Bool { form == .skEd25519 || form == .skECDSA }
}
