/// An entry without its last line: what a client sends in (P-2). Its form has been checked.
package struct Submission: Sendable {
    /// Statement line and armour, at most 65,505 bytes.
    package let bytes: [UInt8]
    private let signed: SignedLine

    /// The most bytes of a submission, so that the entry made of it fits.
    package static let longest = Entry.longest - Entry.lastLineLength

    /// Reads a submission; throws with the rule for whatever is not exactly in the form of P-1, P-2 and
    /// P-20. The signature is not verified yet.
    package init(bytes: [UInt8]) throws(Malformed) {
        guard bytes.count <= Submission.longest else {
            throw Malformed("P-2", "the submission is longer than \(Submission.longest) bytes")
        }
        self.bytes = bytes
        signed = try SignedLine(bytes[...], checkingPoint: true)
    }

    /// The statement line with its LF.
    package var line: ArraySlice<UInt8> { signed.line }
    /// What the line says.
    package var statement: Statement { signed.statement }
    /// SHA-256 of the line (P-3).
    package var hash: Digest { signed.hash }
    /// What the signature says of itself; it is not known to be good.
    package var claimedSignature: Signature { signed.signature.claims }

    /// The statement, if its signature is good; throws otherwise.
    package func verified() throws(Malformed) -> VerifiedStatement { try signed.verified() }

    /// The bytes of the entry that it becomes at that time.
    package func recorded(at time: Time) -> [UInt8] {
        var entry = bytes
        entry.reserveCapacity(bytes.count + Entry.lastLineLength)
        entry.append(contentsOf: Entry.lastLineStart)
        entry.append(contentsOf: time.ascii)
        entry.append(0x0a)
        return entry
    }
}
