import Crypto

/// A passkey that a browser made just now (WebAuthn, "Registering a New Credential"), checked for what can be checked.
///
/// What the attestation says of the authenticator is read for its form and not trusted: who holds the key is what two
/// key witnesses confirm by its words (P-21).
package struct Registration: Sendable {
    /// The key as it would be in the ledger.
    package let key: PublicKey
    /// Under which id the authenticator knows it.
    package let credential: [UInt8]
    package let counter: UInt32
    /// Whether the authenticator may copy the key to other devices.
    package let isBackupEligible: Bool

    /// Throws what is wrong, with its rule. `challenge` is what the server gave, `origins` are the ledger's.
    package init(
        attestationObject: [UInt8], clientData: [UInt8], challenge: [UInt8], origins: [String], rp: String
    ) throws(Malformed) {
        let data = try ClientData(clientData[...], type: .create)
        try data.check(challenge: challenge, origins: origins)
        let object = try CBOR(attestationObject[...])
        guard case .map(let members) = object,
            members.map(\.key) == [.text("fmt"), .text("attStmt"), .text("authData")],
            case .text(let format) = members[0].value, case .bytes(let made) = members[2].value
        else { throw Malformed("P-20", "the attestation object does not have its three members") }
        let authenticator = try AuthenticatorData(made[...])
        try authenticator.check(rp: rp)
        guard let attested = authenticator.attested else {
            throw Malformed("P-20", "the authenticator data has no new key")
        }
        key = try CredentialKey.publicKey(attested.key, rp: rp)
        credential = attested.credential
        counter = authenticator.counter
        isBackupEligible = authenticator.flags.backupEligible
        try Registration.check(
            members[1].value, format: format, key: key, signed: made + Digest.of(clientData).bytes)
    }

    /// `none` says nothing; `packed` without certificates proves that whoever made the key has it.
    private static func check(
        _ statement: CBOR, format: String, key: PublicKey, signed: [UInt8]
    ) throws(Malformed) {
        switch format {
        case "none":
            guard statement == .map([]) else {
                throw Malformed("P-20", "an attestation of the form none says something, but must be empty")
            }
        case "packed":
            guard case .map(let members) = statement, members.map(\.key) == [.text("alg"), .text("sig")],
                members[0].value == .negative(6), case .bytes(let der) = members[1].value
            else { throw Malformed("P-20", "an attestation with certificates is not accepted") }
            guard SignatureNumbers.isGood(try SignatureNumbers(der: der), under: key, over: signed) else {
                throw Malformed("P-20", "the new key did not sign its own attestation")
            }
        default:
            throw Malformed(
                "P-20", "the attestation has a form that is not asked for: only none and packed are accepted")
        }
    }
}
