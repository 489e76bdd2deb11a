import Crypto

/// The numbers of a signature and what its form adds to the message: all that the public-key operation needs.
enum SignatureProof {
    /// R and S.
    case ed25519(ArraySlice<UInt8>)
    /// r and s, 32 bytes each.
    case p256([UInt8])
    /// R and S of an authenticator.
    case skEd25519(ArraySlice<UInt8>, Authenticator)
    /// r and s of an authenticator.
    case skP256([UInt8], Authenticator)
    /// r and s of an authenticator over client data, which holds the challenge.
    case webauthn([UInt8], Authenticator, ClientData)

    /// What an authenticator adds to the message.
    struct Authenticator {
        let flags: AuthenticatorFlags
        let counter: UInt32
        var extensions: ArraySlice<UInt8> = []
    }

    /// The public-key operation, and for the page form the challenge. `signed` are the SSHSIG bytes.
    func isGood(under key: PublicKey, over signed: [UInt8]) -> Bool {
        switch self {
        case .ed25519(let numbers): isGood(ed25519: numbers, key, over: signed)
        case .p256(let numbers): isGood(p256: numbers, key, over: signed)
        case .skEd25519(let numbers, let made):
            isGood(ed25519: numbers, key, over: message(key, made, text: signed[...]))
        case .skP256(let numbers, let made):
            isGood(p256: numbers, key, over: message(key, made, text: signed[...]))
        case .webauthn(let numbers, let made, let data):
            data.challenge.elementsEqual(Base64.encoded(signed, .url))
                && isGood(p256: numbers, key, over: message(key, made, text: data.bytes))
        }
    }

    private func message(_ key: PublicKey, _ made: Authenticator, text: ArraySlice<UInt8>) -> [UInt8] {
        authenticatorMessage(
            application: key.application ?? "", flags: made.flags.byte, counter: made.counter,
            extensions: made.extensions, text: text)
    }

    // The messages are arrays and no digests: with a digest the library would take them for hashed already.

    private func isGood(ed25519 numbers: ArraySlice<UInt8>, _ key: PublicKey, over message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key.point) else { return false }
        return key.isValidSignature(numbers, for: message)
    }

    private func isGood(p256 numbers: [UInt8], _ key: PublicKey, over message: [UInt8]) -> Bool {
        guard let key = try? P256.Signing.PublicKey(x963Representation: key.point),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: numbers)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
