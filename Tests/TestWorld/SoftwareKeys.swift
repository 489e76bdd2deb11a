import Crypto
import Ledger

/// A signer's key in software, in any of the five forms, made from a seed.
///
/// Hardware FIDO keys and browsers cannot be had in tests. What these make verifies with stock `ssh-keygen` (a test runs
/// it), so that a test with them says something about real ones.
package struct SoftwareKey: Sendable {
    /// The form of what it signs.
    package let form: Form
    /// What verifies it.
    package let publicKey: PublicKey
    /// The origin of the page, in the WebAuthn form.
    package let webOrigin: String?
    private let secret: Secret

    private enum Secret: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
    }

    /// A key of one of the four forms of SSH; the same seed and form give the same key.
    ///
    /// FIDO keys get the application; for a passkey use `passkey(seed:rpID:origin:)`.
    package init(_ form: Form, seed: String, application: String = "ssh:foureyes") {
        self.init(form, seed: seed, application: application, webOrigin: nil)
    }

    /// A passkey.
    package static func passkey(
        seed: String, rpID: String = "ca.example", origin: String = "https://ca.example"
    ) -> SoftwareKey {
        SoftwareKey(.webauthn, seed: seed, application: rpID, webOrigin: origin)
    }

    private init(_ form: Form, seed: String, application: String, webOrigin: String?) {
        let raw = SHA256.hash(data: Array("foureyes test key \(form.rawValue) \(seed)".utf8))
        var blob = SSHWriter()
        do {
            switch form {
            case .ed25519, .skEd25519:
                let key = try Curve25519.Signing.PrivateKey(rawRepresentation: raw)
                secret = .ed25519(key)
                blob.string(form == .ed25519 ? "ssh-ed25519" : "sk-ssh-ed25519@openssh.com")
                blob.string(Array(key.publicKey.rawRepresentation))
            case .ecdsa, .skECDSA, .webauthn:
                let key = try P256.Signing.PrivateKey(rawRepresentation: raw)
                secret = .p256(key)
                blob.string(form == .ecdsa ? "ecdsa-sha2-nistp256" : "sk-ecdsa-sha2-nistp256@openssh.com")
                blob.string("nistp256")
                blob.string(Array(key.publicKey.x963Representation))
            }
            if form != .ed25519, form != .ecdsa { blob.string(application) }
            publicKey = try PublicKey(blob: blob.bytes)
        } catch {
            // A hash of 256 bits is no key of P-256 once in 2^32, and the application is the test's own text: a fault
            // here is one of the test, which cannot go on.
            fatalError("no key from the seed \(seed): \(error)")
        }
        self.form = form
        self.webOrigin = webOrigin
    }

    /// The flag of user presence.
    package static let userPresent: UInt8 = 0x01
    /// The flag of user verification.
    package static let userVerified: UInt8 = 0x04

    /// The armour over a statement line with its LF. The switches do nothing for plain keys.
    package func armour(line: [UInt8], userPresent: Bool = true, userVerified: Bool = true) -> [UInt8] {
        let flags =
            (userPresent ? SoftwareKey.userPresent : 0) | (userVerified ? SoftwareKey.userVerified : 0)
        return armour(line: line, flags: flags)
    }

    /// The armour with any flags, client data and extensions, also such as no authenticator and no browser make.
    package func armour(
        line: [UInt8], flags: UInt8, counter: UInt32 = 7, clientData: [UInt8]? = nil, extensions: [UInt8] = []
    ) -> [UInt8] {
        let signed = signedData(line: line)
        let data = clientData ?? self.clientData(line: line)
        let text = form == .webauthn ? data : signed
        let isPlain = form == .ed25519 || form == .ecdsa
        let message =
            isPlain
            ? signed
            : authenticatorMessage(
                application: publicKey.application ?? "", flags: flags, counter: counter,
                extensions: extensions[...], text: text[...])
        var signature = SSHWriter()
        signature.string(form == .webauthn ? "webauthn-sk-ecdsa-sha2-nistp256@openssh.com" : publicKey.type)
        signature.string(numbers(over: message))
        if !isPlain {
            signature.byte(flags)
            signature.uint32(counter)
        }
        if form == .webauthn {
            signature.string(webOrigin ?? "")
            signature.string(data)
            signature.string(extensions)
        }
        return Ledger.armour(publicKey: publicKey, signatureBlob: signature.bytes)
    }

    /// The armour over any text in any namespace, of the SSH forms: for sign-ins.
    package func armour(text: [UInt8], namespace: String) -> [UInt8] {
        let signed = signedData(line: text[...], namespace: namespace)
        let flags = SoftwareKey.userPresent | SoftwareKey.userVerified
        let isPlain = form == .ed25519 || form == .ecdsa
        let message =
            isPlain
            ? signed
            : authenticatorMessage(
                application: publicKey.application ?? "", flags: flags, counter: 7, text: signed[...])
        var signature = SSHWriter()
        signature.string(publicKey.type)
        signature.string(numbers(over: message))
        if !isPlain {
            signature.byte(flags)
            signature.uint32(7)
        }
        return Ledger.armour(publicKey: publicKey, signatureBlob: signature.bytes, namespace: namespace)
    }

    /// What a passkey's browser hands over for a challenge: authenticator data, client data, signature in DER.
    package func assertion(
        challenge: [UInt8], flags: UInt8 = 0x05, counter: UInt32 = 1, origin: String? = nil
    ) -> (authenticatorData: [UInt8], clientData: [UInt8], signature: [UInt8]) {
        let data = Array(
            "{\"type\":\"webauthn.get\",\"challenge\":\"\(String(decoding: Base64.encoded(challenge, .url), as: UTF8.self))\",\"origin\":\"\(origin ?? webOrigin ?? "")\",\"crossOrigin\":false}"
                .utf8)
        var made = SSHWriter(Digest.of(Array((publicKey.application ?? "").utf8)).bytes)
        made.byte(flags)
        made.uint32(counter)
        return (made.bytes, data, der(over: made.bytes + Digest.of(data).bytes))
    }

    /// What a browser hands over when it made this passkey: its id, the attestation object (`none`), client data.
    package func registration(
        challenge: [UInt8], flags: UInt8 = 0x45, origin: String? = nil
    ) -> (credential: [UInt8], attestation: [UInt8], clientData: [UInt8]) {
        let credential = Array(publicKey.fingerprint.bytes.prefix(16))
        let data = Array(
            "{\"type\":\"webauthn.create\",\"challenge\":\"\(String(decoding: Base64.encoded(challenge, .url), as: UTF8.self))\",\"origin\":\"\(origin ?? webOrigin ?? "")\",\"crossOrigin\":false}"
                .utf8)
        // The blob of the key ends with the point, then the application.
        let point = publicKey.blob.dropLast(4 + (publicKey.application ?? "").utf8.count).suffix(64)
        var made = SSHWriter(Digest.of(Array((publicKey.application ?? "").utf8)).bytes)
        made.byte(flags)
        made.uint32(1)
        made.raw([UInt8](repeating: 0, count: 16) + [0, 16] + credential)
        made.raw([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + point.prefix(32))
        made.raw([0x22, 0x58, 0x20] + point.suffix(32))
        let head = [0xa3, 0x63] + Array("fmt".utf8) + [0x64] + Array("none".utf8)
        let statement = [0x67] + Array("attStmt".utf8) + [0xa0, 0x68] + Array("authData".utf8)
        let object = head + statement + [0x58, UInt8(made.bytes.count)] + made.bytes
        return (credential, object, data)
    }

    private func der(over message: [UInt8]) -> [UInt8] {
        guard case .p256(let key) = secret, let signature = try? key.signature(for: message) else {
            // A test world of ours asks for nothing else: a fault of the test, and no key to sign with.
            fatalError("only a key of P-256 signs for a browser")
        }
        return Array(signature.derRepresentation)
    }

    /// The client data that a browser would make for the line: its four members, then `more` as it stands.
    package func clientData(line: [UInt8], more: String = "") -> [UInt8] {
        let challenge = String(decoding: Base64.encoded(signedData(line: line), .url), as: UTF8.self)
        let start =
            "{\"type\":\"webauthn.get\",\"challenge\":\"\(challenge)\",\"origin\":\"\(webOrigin ?? "")\""
        return Array((start + ",\"crossOrigin\":false" + more + "}").utf8)
    }

    /// The line and its armour: the bytes of a submission.
    package func signed(_ statement: Statement, userPresent: Bool = true, userVerified: Bool = true)
        -> [UInt8]
    {
        let line = statement.line()
        return line + armour(line: line, userPresent: userPresent, userVerified: userVerified)
    }

    /// A submission of the statement.
    package func submission(
        _ statement: Statement, userPresent: Bool = true, userVerified: Bool = true
    ) throws(Malformed) -> Submission {
        try Submission(bytes: signed(statement, userPresent: userPresent, userVerified: userVerified))
    }

    /// An entry of the statement, recorded when it was claimed or at the time given.
    package func entry(
        _ statement: Statement, recorded: Time? = nil, userPresent: Bool = true, userVerified: Bool = true
    ) throws(Malformed) -> Entry {
        let submission = try submission(
            statement, userPresent: userPresent, userVerified: userVerified)
        return try Entry(bytes: submission.recorded(at: recorded ?? statement.claimed))
    }

    /// The number part of a signature: 64 bytes, or r and s.
    private func numbers(over message: [UInt8]) -> [UInt8] {
        do {
            switch secret {
            case .ed25519(let key): return Array(try key.signature(for: message))
            case .p256(let key):
                let raw = Array(try key.signature(for: message).rawRepresentation)
                var pair = SSHWriter()
                pair.positiveNumber(raw.prefix(32))
                pair.positiveNumber(raw.suffix(32))
                return pair.bytes
            }
        } catch {
            // Signing fails only when the library has no memory or no randomness: nothing a test could go on with.
            fatalError("cannot sign: \(error)")
        }
    }
}
