/// The client data of a page signature or of a new passkey, read on its bytes (P-20).
///
/// It is never given to a JSON library: with a key twice `ssh-keygen` and others read two different
/// challenges, and so two contents under one signature (measured). The four fixed members stand first and in
/// order (WebAuthn, "Limited Verification Algorithm").
package struct ClientData {
    /// The most bytes it may have.
    static let longest = 4096

    /// All of it, as it was hashed.
    package let bytes: ArraySlice<UInt8>
    /// The challenge as it stands: base64url of what was signed, without padding.
    let challenge: ArraySlice<UInt8>
    /// The origin as it stands, printable ASCII without quotation mark and backslash.
    let origin: ArraySlice<UInt8>

    /// What the browser did.
    package enum Use: String {
        case get = "webauthn.get"
        case create = "webauthn.create"
    }

    package init(_ bytes: ArraySlice<UInt8>, type: Use = .get) throws(Malformed) {
        guard bytes.count <= ClientData.longest else {
            throw Malformed("P-20", "the client data is longer than \(ClientData.longest) bytes")
        }
        self.bytes = bytes
        var reader = ClientDataReader(bytes)
        try reader.fixed("{\"type\":\"\(type.rawValue)\",\"challenge\":\"")
        challenge = try reader.plainText()
        try reader.fixed("\",\"origin\":\"")
        origin = try reader.plainText()
        guard !origin.isEmpty else { throw Malformed("P-20", "the origin of the client data is empty") }
        try reader.fixed("\",\"crossOrigin\":false")
        var keys = ["type", "challenge", "origin", "crossOrigin"].map { ArraySlice($0.utf8) }
        try reader.restOfObject(keys: &keys, depth: 1)
        try reader.end()
        guard !keys.contains(where: { $0.elementsEqual("topOrigin".utf8) }) else {
            throw Malformed("P-20", "the client data has a topOrigin")
        }
    }
}
