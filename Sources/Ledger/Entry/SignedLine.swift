/// A statement line and its armour, read but not verified: what entries and submissions have in common.
struct SignedLine {
    let line: ArraySlice<UInt8>
    let statement: Statement
    /// SHA-256 of the line with its LF (P-3).
    let hash: Digest
    let signature: SSHSignature

    /// `bytes` are the line up to and with the first LF, and the armour.
    init(_ bytes: ArraySlice<UInt8>, checkingPoint: Bool) throws(Malformed) {
        guard let end = bytes.firstIndex(of: 0x0a) else {
            throw Malformed("P-2", "there is no statement line")
        }
        line = bytes[...end]
        statement = try Statement(line: line)
        signature = try SSHSignature(
            blob: try Armour.blob(bytes[(end + 1)...]), checkingPoint: checkingPoint)
        hash = Digest.of(line)
    }

    func verified() throws(Malformed) -> VerifiedStatement {
        VerifiedStatement(statement: statement, hash: hash, signature: try signature.verified(over: line))
    }

    /// The same without the public-key operation.
    func admitted() -> VerifiedStatement {
        VerifiedStatement(statement: statement, hash: hash, signature: signature.claims)
    }
}
