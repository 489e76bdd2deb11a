/// What an authenticator says and signs (WebAuthn, "Authenticator Data"): 37 bytes, then a new key, then extensions.
package struct AuthenticatorData {
    /// A key that was made just now.
    struct Attested {
        let model: [UInt8]
        let credential: [UInt8]
        let key: CBOR
    }

    static let fixedByteCount = 37
    static let credentialByteCounts = 1...1023

    let rpHash: ArraySlice<UInt8>
    let flags: AuthenticatorFlags
    let counter: UInt32
    let attested: Attested?
    /// A CBOR map as its bytes; empty when the flag is clear.
    let extensions: ArraySlice<UInt8>

    /// Throws for flags that do not fit what follows, and for anything behind the last part.
    package init(_ bytes: ArraySlice<UInt8>) throws(Malformed) {
        guard bytes.count >= AuthenticatorData.fixedByteCount else {
            throw Malformed("P-20", "the authenticator data is shorter than \(AuthenticatorData.fixedByteCount) bytes")
        }
        rpHash = bytes.prefix(32)
        flags = AuthenticatorFlags(byte: bytes[bytes.startIndex + 32])
        counter = bytes.dropFirst(33).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        var rest = bytes.dropFirst(AuthenticatorData.fixedByteCount)
        attested = flags.hasAttestedKey ? try AuthenticatorData.attested(&rest) : nil
        guard flags.hasExtensions else {
            extensions = []
            guard rest.isEmpty else { throw Malformed("P-20", "there are bytes after the authenticator data") }
            return
        }
        guard case .map(let members) = try CBOR(rest), !members.isEmpty else {
            throw Malformed("P-20", "the extensions of the authenticator are no map with members")
        }
        extensions = rest
    }

    private static func attested(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> Attested {
        guard rest.count >= 18 else { throw Malformed("P-20", "the new key of the authenticator is cut short") }
        let model = Array(rest.prefix(16))
        let length = rest.dropFirst(16).prefix(2).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(18)
        guard credentialByteCounts ~= length, rest.count >= length else {
            throw Malformed("P-20", "the credential id is not 1 to 1023 bytes, or is cut short")
        }
        let credential = Array(rest.prefix(length))
        var reader = CBORReader(rest.dropFirst(length))
        let key = try reader.value()
        rest = reader.rest
        return Attested(model: model, credential: credential, key: key)
    }

    /// That it was made for this RP id, with a touch and with its user verified (P-20).
    func check(rp: String) throws(Malformed) {
        guard rpHash.elementsEqual(Digest.of(Array(rp.utf8)).bytes) else {
            throw Malformed("P-20", "the authenticator made it for another RP id, not \(rp)")
        }
        guard flags.userPresent else { throw Malformed("P-20", "the authenticator saw no touch") }
        guard flags.userVerified else { throw Malformed("P-20", "it was made without user verification") }
        guard flags.backupEligible || !flags.backedUp else {
            throw Malformed("P-20", "the key is backed up without being marked as eligible for that")
        }
    }
}
