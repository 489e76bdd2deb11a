/// What a person signs with an SSH key to sign in: never a statement, so that no sign-in can be taken for one (A21).
package enum SignInText {
    /// Its own namespace: a signature in it is none in the ledger, and none of the ledger's signs anybody in.
    package static let namespace = "sign-in@foureyes"

    /// The first line: which ledger, and at which server (K-10). A server in between can pass a challenge on; the address
    /// that its victim dialled it cannot change.
    package static func line(origin: String, at webOrigin: String) -> String { "sign in to \(origin) at \(webOrigin)" }

    /// The signed text: that line, and the challenge, which is base64url of 32 random bytes.
    package static func bytes(origin: String, at webOrigin: String, challenge: String) -> [UInt8] {
        Array("\(line(origin: origin, at: webOrigin))\n\(challenge)\n".utf8)
    }

    /// A web origin as browsers write it: small letters, no port that goes without saying. Both sides write it so.
    package static func written(_ webOrigin: String) -> String {
        let text = webOrigin.lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
        where text.hasPrefix(scheme) && text.hasSuffix(port) {
            return String(text.dropLast(port.count))
        }
        return text
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
