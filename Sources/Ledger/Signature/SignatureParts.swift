/// What a signature is made of, for whoever checks it with another program than ours.
package struct SignatureParts: Sendable {
    /// As OpenSSL reads it: R and S of Ed25519; r and s of P-256 in DER (RFC 3279, 2.2.3).
    package let signature: [UInt8]
    /// What an authenticator signs between the hash of its application and that of the text: flags, counter, extensions.
    package let authenticator: [UInt8]?
    /// The text of a page signature, which holds what was signed as its challenge.
    package let clientData: [UInt8]?

    init(_ proof: SignatureProof) {
        switch proof {
        case .ed25519(let numbers): (signature, authenticator, clientData) = (Array(numbers), nil, nil)
        case .p256(let numbers): (signature, authenticator, clientData) = (Self.der(numbers), nil, nil)
        case .skEd25519(let numbers, let made):
            (signature, authenticator, clientData) = (Array(numbers), Self.bytes(made), nil)
        case .skP256(let numbers, let made):
            (signature, authenticator, clientData) = (Self.der(numbers), Self.bytes(made), nil)
        case .webauthn(let numbers, let made, let data):
            (signature, authenticator, clientData) = (Self.der(numbers), Self.bytes(made), Array(data.bytes))
        }
    }

    private static func bytes(_ made: SignatureProof.Authenticator) -> [UInt8] {
        var bytes = SSHWriter([made.flags.byte])
        bytes.uint32(made.counter)
        bytes.raw(made.extensions)
        return bytes.bytes
    }

    /// Two numbers of 32 bytes as SEQUENCE { INTEGER, INTEGER }: always shorter than 128 bytes.
    private static func der(_ numbers: [UInt8]) -> [UInt8] {
        let content = [numbers.prefix(32), numbers.suffix(32)].flatMap { number -> [UInt8] in
            var digits = Array(number.drop { $0 == 0 })
            if digits.first.map({ $0 >= 0x80 }) ?? true { digits.insert(0, at: 0) }
            return [0x02, UInt8(digits.count)] + digits
        }
        return [0x30, UInt8(content.count)] + content
    }
}

extension Entry {
    /// The parts of its signature, which is not known to be good.
    package var signatureParts: SignatureParts { SignatureParts(signed.signature.proof) }
}

extension PublicKey {
    /// SubjectPublicKeyInfo (RFC 8410; RFC 5480), as OpenSSL reads it.
    package var subjectPublicKeyInfo: [UInt8] {
        switch keyType {
        case .ed25519, .skEd25519: PublicKey.subjectPublicKeyInfo(ed25519: point)
        case .ecdsa, .skECDSA:
            [
                0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
                0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
            ] + point
        }
    }

    /// The same of the 32 bytes of an Ed25519 key, a log's for example.
    package static func subjectPublicKeyInfo(ed25519 key: some Collection<UInt8>) -> [UInt8] {
        [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00] + key
    }
}
