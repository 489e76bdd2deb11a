/// A leaf of the log with what it turned out to be. Every leaf has a hash, also one that is void (P-4).
package struct CheckedLeaf: Sendable {
    /// SHA-256 over a zero byte and the leaf (RFC 9162, 2.1.1).
    package let leafHash: Digest
    /// The statement and its time, or why the leaf is none.
    package let content: Result<RecordedStatement, Malformed>

    /// Checks form and signature.
    package init(checking bytes: [UInt8]) {
        self.init(bytes) { () throws(Malformed) in
            let entry = try Entry(bytes: bytes)
            return RecordedStatement(verified: try entry.verified(), recorded: entry.recorded)
        }
    }

    /// Checks the form and takes the signature for good: only for bytes that were checked before, see
    /// `Entry.admitted`.
    package init(trusting bytes: [UInt8]) {
        self.init(bytes) { () throws(Malformed) in
            let entry = try Entry(bytes: bytes, checkingPoint: false)
            return RecordedStatement(verified: entry.admitted(), recorded: entry.recorded)
        }
    }

    /// A leaf whose bytes are lost or changed, of which the log's hash tiles still tell the hash.
    ///
    /// With it a verifier keeps the roots of all that follows; the entry itself is void for it.
    package init(lost leafHash: Digest) {
        self.leafHash = leafHash
        content = .failure(Malformed("P-71", "the bytes of the entry are missing"))
    }

    private init(_ bytes: [UInt8], content: () throws(Malformed) -> RecordedStatement) {
        leafHash = Digest.leaf(of: bytes)
        self.content = Result(catching: content)
    }
}
