/// Public bytes beside a statement, named by their length and SHA-256 (P-7).
package struct Enclosure: Hashable, Sendable {
    /// Bytes.
    package let length: Int
    /// The hash of the bytes.
    package let sha256: Digest

    /// Makes the name of bytes.
    package init(length: Int, sha256: Digest) {
        self.length = length
        self.sha256 = sha256
    }

    /// The name of these bytes.
    package init(of bytes: [UInt8]) {
        self.init(length: bytes.count, sha256: .of(bytes))
    }
}
