/// What a person signs with an SSH key to sign in: never a statement, so that no sign-in can be taken for one (A21).
package enum SignInText {
    /// Its own namespace: a signature in it is none in the ledger, and none of the ledger's signs anybody in.
    package static let namespace = "sign-in@foureyes"

    /// The signed text: which ledger, which challenge. The challenge is base64url of 32 random bytes.
    package static func bytes(origin: String, challenge: String) -> [UInt8] {
        Array("sign in to \(origin)\n\(challenge)\n".utf8)
    }

    /// The signature in an armour, if it is good over the text; throws what is wrong.
    ///
    /// Only local forms: a passkey signs in by a challenge of its own, at the page.
    package static func verified(_ armour: [UInt8], over text: [UInt8]) throws(Malformed) -> Signature {
        let signature = try SSHSignature(blob: try Armour.blob(armour[...]), namespace: namespace)
        guard signature.claims.isLocal else {
            throw Malformed("P-20", "a passkey must sign in on the page")
        }
        return try signature.verified(over: text[...])
    }
}
