/// A text with signature lines, in the form of C2SP signed-note. Nothing is checked but the form: see
/// `VerifiedNote`.
package struct Note: Sendable {
    /// What is signed, with its final newline.
    package let text: [UInt8]
    /// The signature lines in their order, at least one.
    package let signatures: [NoteSignature]

    /// The longest note that is read or made, in bytes: sixteen post-quantum cosignatures fit in.
    package static let bytesMax = 65_536
    /// The most signature lines that are read or made.
    package static let signaturesMax = 64

    /// Puts signatures under a text; throws when the text or the size is not a note's.
    package init(text: [UInt8], signatures: [NoteSignature]) throws(Malformed) {
        guard text.last == 0x0a else {
            throw Malformed("signed-note", "the text does not end with a newline")
        }
        guard 1...Note.signaturesMax ~= signatures.count else {
            throw Malformed("signed-note", "a note must have 1 to \(Note.signaturesMax) signature lines")
        }
        self.text = text
        self.signatures = signatures
        let bytes = bytes
        guard bytes.count <= Note.bytesMax else {
            throw Malformed("signed-note", "the note is longer than \(Note.bytesMax) bytes")
        }
        try Note.checkCharacters(of: bytes)
    }

    /// Reads a note; throws for any bytes that `bytes` would not write.
    package init(bytes: [UInt8]) throws(Malformed) {
        guard bytes.count <= Note.bytesMax else {
            throw Malformed("signed-note", "the note is longer than \(Note.bytesMax) bytes")
        }
        try Note.checkCharacters(of: bytes)
        guard let blank = Note.lastBlankLine(of: bytes) else {
            throw Malformed("signed-note", "there is no blank line between text and signatures")
        }
        guard bytes.count > blank + 1, bytes.last == 0x0a else {
            throw Malformed(
                "signed-note", "the last signature line is missing or does not end with a newline")
        }
        let lines = bytes[(blank + 1)...].dropLast().split(separator: 0x0a, omittingEmptySubsequences: false)
        guard lines.count <= Note.signaturesMax else {
            throw Malformed("signed-note", "the note has more than \(Note.signaturesMax) signature lines")
        }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(line: line)) }
        text = Array(bytes[..<blank])
        self.signatures = signatures
    }

    /// The note as it is stored and sent.
    package var bytes: [UInt8] { signatures.reduce(text + [0x0a]) { $0 + $1.line } }

    /// The note with further signature lines below its own; throws when they are too many.
    package func adding(_ further: [NoteSignature]) throws(Malformed) -> Note {
        try Note(text: text, signatures: signatures + further)
    }

    /// The note with the lines of these keys alone, as witnesses want it; throws when there is none.
    package func keeping(_ keys: [NoteKey]) throws(Malformed) -> Note {
        try Note(text: text, signatures: signatures.filter { line in keys.contains { line.claims($0) } })
    }

    /// UTF-8, and no control character but the newline: what a terminal shows is what was signed.
    private static func checkCharacters(of bytes: [UInt8]) throws(Malformed) {
        var at = 0
        while at < bytes.count {
            if 0x20...0x7e ~= bytes[at] || bytes[at] == 0x0a {
                at += 1
            } else if let length = UTF8Form.length(at: at, in: bytes[...]) {
                at += length
            } else {
                throw Malformed("signed-note", "the note contains a control character or is not UTF-8", at: at)
            }
        }
    }

    /// The place of the empty line behind the text: the last one, because a text may have empty lines of its
    /// own.
    private static func lastBlankLine(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2 else { return nil }
        return (1..<bytes.count).last { bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a }
    }
}
