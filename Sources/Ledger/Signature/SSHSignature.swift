/// An SSHSIG blob, read and checked for everything that can be seen without the signed text (P-2, P-20).
///
/// It is not verified: its `claims` are what it says of itself.
struct SSHSignature {
    /// The one namespace, so that a signature made for mail, files or another program is none here.
    static let namespace = "statement@foureyes"
    static let hashName = "sha512"
    static let magic = "SSHSIG"
    private static let version: UInt32 = 1

    let claims: Signature
    let proof: SignatureProof
    private let namespace: String

    /// Throws for any other form than the five, with the rule it breaks.
    init(
        blob: [UInt8], checkingPoint: Bool = true, namespace: String = SSHSignature.namespace
    ) throws(Malformed) {
        self.namespace = namespace
        var reader = SSHReader(blob[...], of: "the signature blob")
        guard try reader.raw(SSHSignature.magic.utf8.count).elementsEqual(SSHSignature.magic.utf8) else {
            throw Malformed("P-2", "the blob is not an SSHSIG")
        }
        guard try reader.uint32() == SSHSignature.version else {
            throw Malformed("P-2", "SSHSIG is not version 1")
        }
        let key = try PublicKey(blob: Array(try reader.string()), checkingPoint: checkingPoint)
        guard try reader.string().elementsEqual(namespace.utf8) else {
            throw Malformed("P-2", "the namespace is not \(namespace)")
        }
        guard try reader.string().isEmpty else { throw Malformed("P-2", "the reserved field is not empty") }
        guard try reader.string().elementsEqual(SSHSignature.hashName.utf8) else {
            throw Malformed("P-2", "the hash is not \(SSHSignature.hashName)")
        }
        let signature = try reader.string()
        try reader.end()
        (claims, proof) = try SSHSignature.parts(of: signature, key: key)
    }

    // MARK: Reading

    private static func parts(
        of signature: ArraySlice<UInt8>, key: PublicKey
    ) throws(Malformed) -> (Signature, SignatureProof) {
        var reader = SSHReader(signature, of: "the signature")
        let type = try reader.string()
        guard
            let form = Form.allCases.first(where: {
                $0.keyType == key.keyType && $0.signatureType.utf8.elementsEqual(type)
            })
        else { throw Malformed("P-2", "the type of the signature does not fit its key") }
        try check(application: key.application, form: form)
        let proof: SignatureProof
        var authenticator: SignatureProof.Authenticator?
        var webOrigin: String?
        switch form {
        case .ed25519: proof = .ed25519(try ed25519(&reader))
        case .ecdsa: proof = .p256(try p256(&reader))
        case .skEd25519:
            let numbers = try ed25519(&reader)
            let made = try self.authenticator(&reader)
            try made.flags.check(extensions: nil)
            (authenticator, proof) = (made, .skEd25519(numbers, made))
        case .skECDSA:
            let numbers = try p256(&reader)
            let made = try self.authenticator(&reader)
            try made.flags.check(extensions: nil)
            (authenticator, proof) = (made, .skP256(numbers, made))
        case .webauthn:
            let numbers = try p256(&reader)
            var made = try self.authenticator(&reader)
            let origin = try reader.string()
            let data = try ClientData(try reader.string())
            made.extensions = try reader.string()
            try made.flags.check(extensions: made.extensions)
            guard data.origin.elementsEqual(origin) else {
                throw Malformed("P-20", "the origin of the client data differs from that of the signature")
            }
            webOrigin = String(decoding: origin, as: UTF8.self)
            (authenticator, proof) = (made, .webauthn(numbers, made, data))
        }
        try reader.end()
        let claims = Signature(
            form: form, key: key, userPresent: authenticator?.flags.userPresent ?? false,
            userVerified: authenticator?.flags.userVerified ?? false,
            backupEligible: authenticator?.flags.backupEligible ?? false,
            backedUp: authenticator?.flags.backedUp ?? false, webOrigin: webOrigin)
        return (claims, proof)
    }

    /// A browser never signs for an application that begins `ssh:`, and SSH never for another: so the form
    /// tells where a signature was made.
    private static func check(application: String?, form: Form) throws(Malformed) {
        guard let application else { return }
        let isSSH = application.utf8.starts(with: Signature.sshApplication.utf8)
        guard isSSH == (form != .webauthn) else {
            throw Malformed("P-2", "the application of the key does not fit the form of the signature")
        }
    }

    private static func ed25519(_ reader: inout SSHReader) throws(Malformed) -> ArraySlice<UInt8> {
        let numbers = try reader.string()
        try Ed25519Form.check(signature: numbers)
        return numbers
    }

    /// r and s; both s and n - s are good, so nothing may be known by the bytes of a signature.
    private static func p256(_ reader: inout SSHReader) throws(Malformed) -> [UInt8] {
        var numbers = SSHReader(try reader.string(), of: "the pair r and s")
        let r = try numbers.positiveNumber()
        let s = try numbers.positiveNumber()
        try numbers.end()
        return r + s
    }

    private static func authenticator(
        _ reader: inout SSHReader
    ) throws(Malformed) -> SignatureProof.Authenticator {
        .init(flags: AuthenticatorFlags(byte: try reader.byte()), counter: try reader.uint32())
    }

    // MARK: The public-key operation

    /// The claims, if the signature is good over the line with its LF.
    func verified(over line: ArraySlice<UInt8>) throws(Malformed) -> Signature {
        guard proof.isGood(under: claims.key, over: signedData(line: line, namespace: namespace)) else {
            throw Malformed("P-2", "the signature does not match the line")
        }
        return claims
    }
}
