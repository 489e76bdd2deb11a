/// The flags of an authenticator (WebAuthn, "Authenticator Data"; PROTOCOL.u2f). Bits 1 and 5 are reserved
/// and ignored.
struct AuthenticatorFlags {
    let byte: UInt8

    var userPresent: Bool { byte & 0x01 != 0 }
    var userVerified: Bool { byte & 0x04 != 0 }
    var backupEligible: Bool { byte & 0x08 != 0 }
    var backedUp: Bool { byte & 0x10 != 0 }
    var hasAttestedKey: Bool { byte & 0x40 != 0 }
    var hasExtensions: Bool { byte & 0x80 != 0 }

    /// P-20, for every form that carries flags.
    ///
    /// `extensions` is nil for the SSH forms, which have no place for them. Stock `ssh-keygen` checks little
    /// of this.
    func check(extensions: ArraySlice<UInt8>?) throws(Malformed) {
        guard userPresent else { throw Malformed("P-20", "the authenticator saw no touch") }
        guard !hasAttestedKey else { throw Malformed("P-20", "the flags claim an attested key") }
        guard backupEligible || !backedUp else {
            throw Malformed("P-20", "the key is backed up without being marked as eligible for that")
        }
        guard let extensions else { return }
        guard userVerified else { throw Malformed("P-20", "the page signature is without user verification") }
        guard hasExtensions != extensions.isEmpty else {
            throw Malformed("P-20", "the extension flag and the extension bytes do not agree")
        }
    }
}
