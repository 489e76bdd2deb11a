/// One leaf of the ledger: statement line, armour, time of recording (P-2). Its form has been checked.
///
/// The bytes are stored, hashed and served as they came.
package struct Entry: Sendable {
    /// The whole entry, at most 65,535 bytes.
    package let bytes: [UInt8]
    /// The time in its last line.
    package let recorded: Time
    let signed: SignedLine

    /// The most bytes of an entry: its length must fit the 16 bits of an entry bundle.
    package static let longest = 65_535
    static let lastLineStart: [UInt8] = Array("recorded ".utf8)
    /// `recorded `, 20 letters of time, LF.
    static let lastLineLength = 30

    /// Reads an entry; throws with the rule for whatever is not exactly in the form of P-1, P-2 and P-20.
    /// The signature is not verified yet.
    package init(bytes: [UInt8]) throws(Malformed) { try self.init(bytes: bytes, checkingPoint: true) }

    /// With `checkingPoint` false the key's curve equation is not computed: for bytes that were checked
    /// before.
    init(bytes: [UInt8], checkingPoint: Bool) throws(Malformed) {
        guard bytes.count <= Entry.longest else {
            throw Malformed("P-2", "the entry is longer than \(Entry.longest) bytes")
        }
        let lastLine = bytes.suffix(Entry.lastLineLength)
        guard lastLine.count == Entry.lastLineLength, lastLine.starts(with: Entry.lastLineStart),
            lastLine.last == 0x0a,
            let recorded = Time(bytes: lastLine.dropFirst(Entry.lastLineStart.count).dropLast())
        else { throw Malformed("P-2", "the last line is not recorded, a time and LF") }
        self.bytes = bytes
        self.recorded = recorded
        signed = try SignedLine(bytes.dropLast(Entry.lastLineLength), checkingPoint: checkingPoint)
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

    /// The statement *without* the public-key operation, as if its signature were good.
    ///
    /// Only for bytes whose signature this installation has checked before: the store at a start, a log up
    /// to a head that was verified. For anything else it would let a forged entry through.
    package func admitted() -> VerifiedStatement { signed.admitted() }
}
