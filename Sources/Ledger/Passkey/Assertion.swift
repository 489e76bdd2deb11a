/// SP-3.4.3: what a browser hands over when a passkey has signed (WebAuthn, "Verifying an Authentication Assertion").
///
/// Over a statement's SSHSIG bytes it becomes a signature of the page form, checked like every other; over a challenge of
/// 32 random bytes it begins a session. Neither can be taken for the other: SSHSIG bytes are longer and begin otherwise.
package struct Assertion: Sendable {
    /// The length of a sign-in challenge.
    package static let challengeByteCount = 32

    /// The one refusal that depends on which key is tried.
    package static let notGood = Malformed("P-20", "the signature is not good for this passkey")

    /// What a copied passkey cannot keep up with; 0 where the authenticator does not count.
    package let counter: UInt32
    private let authenticatorData: [UInt8]
    private let clientData: [UInt8]
    private let numbers: SignatureNumbers

    /// Throws for what is not in its form; nothing is verified yet. `signature` is DER.
    package init(authenticatorData: [UInt8], clientData: [UInt8], signature: [UInt8]) throws(Malformed) {
        let made = try AuthenticatorData(authenticatorData[...])
        guard made.attested == nil else { throw Malformed("P-20", "the flags claim an attested key") }
        _ = try ClientData(clientData[...])
        numbers = try SignatureNumbers(der: signature)
        counter = made.counter
        self.authenticatorData = authenticatorData
        self.clientData = clientData
    }

    /// The armour of the page form under this key, to be checked by whoever reads it.
    package func armour(key: PublicKey) throws(Malformed) -> [UInt8] {
        let made = try AuthenticatorData(authenticatorData[...])
        let data = try ClientData(clientData[...])
        var pair = SSHWriter()
        pair.positiveNumber(numbers.r)
        pair.positiveNumber(numbers.s)
        var signature = SSHWriter()
        signature.string(Form.webauthn.signatureType)
        signature.string(pair.bytes)
        signature.byte(made.flags.byte)
        signature.uint32(made.counter)
        signature.string(data.origin)
        signature.string(clientData)
        signature.string(made.extensions)
        return Ledger.armour(publicKey: key, signatureBlob: signature.bytes)
    }

    /// That this key signed this challenge at one of the origins, for its RP id, with its user verified.
    package func check(key: PublicKey, challenge: [UInt8], origins: [String]) throws(Malformed) {
        guard let rp = key.application, !rp.utf8.starts(with: Signature.sshApplication.utf8) else {
            throw Malformed("P-20", "this key is not a passkey")
        }
        guard challenge.count == Assertion.challengeByteCount else {
            throw Malformed("P-20", "a sign-in challenge must have \(Assertion.challengeByteCount) bytes")
        }
        let made = try AuthenticatorData(authenticatorData[...])
        try made.check(rp: rp)
        try ClientData(clientData[...]).check(challenge: challenge, origins: origins)
        guard SignatureNumbers.isGood(numbers, under: key, over: authenticatorData + Digest.of(clientData).bytes) else {
            throw Assertion.notGood
        }
    }
}

extension ClientData {
    /// That it is about this challenge, and that the browser was at one of these origins.
    func check(challenge: [UInt8], origins: [String]) throws(Malformed) {
        guard self.challenge.elementsEqual(Base64.encoded(challenge, .url)) else {
            throw Malformed("P-20", "it answers another challenge")
        }
        guard origins.contains(where: { origin.elementsEqual($0.utf8) }) else {
            throw Malformed(
                "P-20",
                "the browser was at \(String(decoding: origin, as: UTF8.self)), which is none of this ledger's web origins"
            )
        }
    }
}
