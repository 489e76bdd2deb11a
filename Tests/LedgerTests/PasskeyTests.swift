import Foundation
import TestWorld
import Testing

@testable import Ledger

/// Goal: a passkey that a browser made, and what it signs, is taken or refused as docs/formats/passkey.md says, by the
/// vectors of an independent script; each refusal says its reason.
@Suite(.enabled(if: FormatVectors.present, "docs/formats/vectors is absent"))
struct PasskeyTests {
    @Test("a new passkey is taken with its key and id, or refused with the reason")
    func registrations() throws {
        let vectors = try FormatVectors.read(Passkeys.self, "passkeys.json")
        for vector in vectors.registrations {
            let made = Result {
                try Registration(
                    attestationObject: hex(vector.attestation), clientData: hex(vector.clientData),
                    challenge: hex(vectors.challenge), origins: vectors.origins, rp: vectors.rp)
            }
            guard let refused = vector.refused else {
                let registration = try made.get()
                #expect(registration.key.openSSH == vector.key, "\(vector.name)")
                #expect(Hex.text(registration.credential) == vector.credential, "\(vector.name)")
                #expect(registration.key.application == vectors.rp)
                continue
            }
            expect(made, refused, vector.name)
        }
    }

    @Test("SP-3.4.3: a passkey's answer to a challenge is good, or refused with the reason")
    func assertions() throws {
        let vectors = try FormatVectors.read(Passkeys.self, "passkeys.json")
        for vector in vectors.assertions {
            let key = try PublicKey(openSSH: vector.key)
            let checked = Result {
                let assertion = try Assertion(
                    authenticatorData: hex(vector.authenticatorData), clientData: hex(vector.clientData),
                    signature: hex(vector.signature))
                try assertion.check(key: key, challenge: hex(vectors.challenge), origins: vectors.origins)
                return assertion.counter
            }
            guard let refused = vector.refused else {
                #expect(try Int(checked.get()) == vector.counter, "\(vector.name)")
                continue
            }
            expect(checked, refused, vector.name)
        }
    }

    @Test("CBOR has one form: what is read is written back, all else is refused")
    func cbor() throws {
        let vectors = try FormatVectors.read(Passkeys.self, "passkeys.json")
        for vector in vectors.cbor {
            let bytes = try hex(vector.hex)
            let read = try? CBOR(bytes[...])
            #expect((read != nil) == vector.good, "\(vector.hex)")
            if let read { #expect(read.encoded == bytes, "\(vector.hex)") }
        }
    }

    @Test("each bit of a good answer flipped, each byte cut off: refused")
    func flipped() throws {
        let vectors = try FormatVectors.read(Passkeys.self, "passkeys.json")
        let vector = try #require(vectors.assertions.first { $0.refused == nil })
        let key = try PublicKey(openSSH: vector.key)
        let parts = try [hex(vector.authenticatorData), hex(vector.clientData), hex(vector.signature)]
        func holds(_ parts: [[UInt8]]) -> Bool {
            (try? Assertion(authenticatorData: parts[0], clientData: parts[1], signature: parts[2])
                .check(key: key, challenge: hex(vectors.challenge), origins: vectors.origins)) != nil
        }
        #expect(holds(parts))
        for part in parts.indices {
            for place in parts[part].indices {
                var other = parts
                other[part][place] ^= 1 << UInt8(place % 8)
                #expect(!holds(other), "part \(part), byte \(place)")
                other = parts
                other[part].removeSubrange(place...)
                #expect(!holds(other), "part \(part) cut at \(place)")
            }
        }
    }

    /// WebAuthn Level 3, 16.2 (none, ES256): made without user verification, so its form is read and it is refused for that.
    @Test("the specification's own vector is read; without user verification it is refused")
    func specification() throws {
        let attestation = try hex(
            "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220"
        )
        let object = try CBOR(attestation[...])
        #expect(object.encoded == attestation)
        guard case .bytes(let made)? = object["authData"] else { throw Malformed("P-20", "no authData") }
        let authenticator = try AuthenticatorData(made[...])
        let attested = try #require(authenticator.attested)
        #expect(Hex.text(attested.credential) == "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4")
        let key = try CredentialKey.publicKey(attested.key, rp: "example.org")
        let data = try hex("bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000")
        let client = Array(
            "{\"type\":\"webauthn.get\",\"challenge\":\"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag\",\"origin\":\"https://example.org\",\"crossOrigin\":false}"
                .utf8)
        let numbers = try SignatureNumbers(
            der: hex(
                "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87"
            ))
        #expect(SignatureNumbers.isGood(numbers, under: key, over: data + Digest.of(client).bytes))
        #expect(throws: Malformed("P-20", "it was made without user verification")) {
            try authenticator.check(rp: "example.org")
        }
    }

    @Test("over SSHSIG bytes an answer becomes the page form, which the reader of all signatures takes")
    func armour() throws {
        let vector = try FormatVectors.read(Passkeys.self, "passkeys.json").statement
        let key = try PublicKey(openSSH: vector.key)
        let assertion = try Assertion(
            authenticatorData: hex(vector.authenticatorData), clientData: hex(vector.clientData),
            signature: hex(vector.signature))
        let signature = try Submission(bytes: Array(vector.line.utf8) + assertion.armour(key: key)).verified().signature
        #expect(signature.form == .webauthn && signature.userVerified && signature.key == key)
        #expect(signature.webOrigin == "https://ca.example")
        // It is no sign-in: its challenge has another length than one.
        #expect(throws: Malformed.self) {
            try assertion.check(
                key: key, challenge: signedData(line: Array(vector.line.utf8)), origins: ["https://ca.example"])
        }
    }

    @Test(
        "P-20, A21: a sign-in by SSH key is in a namespace of its own, for one ledger at one address (K-10), by no passkey"
    )
    func signInText() throws {
        let text = SignInText.bytes(origin: "demonstration/a", at: "https://a.example", challenge: "C")
        #expect(text == Array("sign in to demonstration/a at https://a.example\nC\n".utf8))
        #expect(SignInText.written("HTTPS://A.example:443") == "https://a.example")
        #expect(SignInText.written("http://a.example:8080") == "http://a.example:8080")
        func signed(_ key: SoftwareKey, _ text: [UInt8], namespace: String = SignInText.namespace) -> [UInt8] {
            key.armour(text: text, namespace: namespace)
        }
        for key in Samples.keys where key.form != .webauthn {
            #expect(try SignInText.verified(signed(key, text), over: text).key == key.publicKey)
            for (origin, address) in [
                ("demonstration/b", "https://a.example"), ("demonstration/a", "https://b.example"),
            ] {
                let other = SignInText.bytes(origin: origin, at: address, challenge: "C")
                #expect(throws: Malformed.self) { try SignInText.verified(signed(key, text), over: other) }
            }
            #expect(throws: Malformed.self) {
                try SignInText.verified(signed(key, text, namespace: "statement@foureyes"), over: text)
            }
        }
    }

    private func expect<T>(_ result: Result<T, any Error>, _ reason: String, _ name: String) {
        switch result {
        case .success: Issue.record("\(name) was taken")
        case .failure(let error):
            let what = (error as? Malformed)?.what ?? "\(error)"
            #expect(what.contains(reason), "\(name): \(what)")
        }
    }

    private func hex(_ text: String) throws -> [UInt8] {
        guard let bytes = Hex.bytes(text) else { throw Malformed("P-1", "no hex: \(text)") }
        return bytes
    }

    private struct Passkeys: Decodable {
        let rp: String, origins: [String], challenge: String
        let registrations: [Made], assertions: [Answered], cbor: [Value], statement: Signed

        struct Made: Decodable {
            let name: String, refused: String?, attestation: String, clientData: String, key: String?,
                credential: String?
        }
        struct Answered: Decodable {
            let name: String, refused: String?, authenticatorData: String, clientData: String, signature: String
            let key: String, counter: Int
        }
        struct Signed: Decodable {
            let line: String, authenticatorData: String, clientData: String, signature: String, key: String
        }
        struct Value: Decodable { let hex: String, good: Bool }
    }
}
