/// The log's signed answer to a statement that it does not take (P-33).
///
/// The client replays up to the head that it names: a wrong refusal is proof against the log. Its first line
/// has a space and a capital letter, which no origin has, so that the log's signature on it can never be read
/// as a checkpoint's.
package struct RefusalNote: Hashable, Sendable {
    /// The log that refuses.
    package let origin: String
    /// The statement, by the hash of its line (P-3).
    package let statement: Digest
    /// The rule of the protocol or the clause of the policy, 1 to 255 of `[A-Za-z0-9.-]`.
    package let rule: String
    /// The head of the ledger at which `decide` was asked.
    package let asked: Head
    /// The code of what is missing, 1 to 1,000 bytes in one line.
    package let missing: String

    /// Bytes of UTF-8.
    package static let missingBytesMax = 1000
    private static let opening = "Refusal by "

    /// Makes a refusal; throws when a part is not in its form.
    package init(
        origin: String, statement: Digest, rule: String, asked: Head, missing: String
    ) throws(Malformed) {
        guard Grammar.isOrigin(origin) else { throw Malformed("P-33", "the origin is malformed") }
        guard Grammar.isClause(rule) else { throw Malformed("P-33", "the rule or clause is malformed") }
        guard asked.isPossible else {
            throw Malformed("P-33", "no log has this size and root")
        }
        guard 1...RefusalNote.missingBytesMax ~= missing.utf8.count,
            missing.unicodeScalars.allSatisfy(RefusalNote.isPrintable)
        else { throw Malformed("P-33", "what is missing is not one line of 1 to 1,000 printable bytes") }
        self.origin = origin
        self.statement = statement
        self.rule = rule
        self.asked = asked
        self.missing = missing
    }

    /// Reads the six lines; throws for any text that `text` would not write.
    package init(text: [UInt8]) throws(Malformed) {
        let lines = try NoteLines(text, count: 6, rule: "P-33")
        let first = try lines.text(0)
        guard first.utf8.starts(with: RefusalNote.opening.utf8) else {
            throw Malformed("P-33", "the text does not begin like a refusal")
        }
        guard let statement = Digest(hex: try lines.text(1)) else {
            throw Malformed("P-33", "line 2 is not 64 lower-case hexadecimal digits")
        }
        let origin = String(decoding: first.utf8.dropFirst(RefusalNote.opening.utf8.count), as: UTF8.self)
        try self.init(
            origin: origin, statement: statement, rule: try lines.text(2), asked: try lines.head(at: 3),
            missing: try lines.text(5))
    }

    /// The six lines that are signed.
    package var text: [UInt8] {
        let lines =
            "\(RefusalNote.opening)\(origin)\n\(statement.hex)\n\(rule)\n\(asked.noteLines)\(missing)\n"
        return Array(lines.utf8)
    }

    /// The note with the log's signature; throws when the key has another name than the log.
    package func signed(by signer: NoteSigner) throws(Malformed) -> Note {
        guard signer.key.name.utf8.elementsEqual(origin.utf8) else {
            throw Malformed("P-33", "the key of \(signer.key.name) cannot refuse for \(origin)")
        }
        return try Note(text: text, signatures: [try signer.sign(text)])
    }

    /// Reads and verifies a refusal by the log of this origin; throws when anything about it is wrong.
    package init(verifying bytes: [UInt8], origin: String, keys: [NoteKey]) throws(Malformed) {
        let verified = try Note(bytes: bytes).verified(asOf: origin, keys: keys)
        try self.init(text: verified.note.text)
        guard self.origin.utf8.elementsEqual(origin.utf8) else {
            throw Malformed("P-33", "this is a refusal by \(self.origin), not by \(origin)")
        }
    }

    /// Neither a control character nor one that ends a line or turns the direction of what follows.
    ///
    /// Fixed ranges and not Unicode's classes: those differ from one version of the standard library to the
    /// next, and what verified once has to verify for ever.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069: false
        default: true
        }
    }
}
