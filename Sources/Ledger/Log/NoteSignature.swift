/// One signature line of a note, not yet checked (C2SP signed-note).
package struct NoteSignature: Sendable {
    /// Who is said to have signed; any script, no space, no `+`. Compare it as bytes.
    package let name: String
    /// Which of that name's keys.
    package let id: UInt32
    /// What is behind the id; at least one byte. Its form is the key's.
    package let bytes: [UInt8]

    private static let prefix: [UInt8] = Array("\u{2014} ".utf8)

    /// The line of a known key.
    init(by key: NoteKey, bytes: [UInt8]) {
        name = key.name
        id = key.id
        self.bytes = bytes
    }

    /// Reads a line without its newline, whose bytes were found to be UTF-8 without control characters.
    init(line: ArraySlice<UInt8>) throws(Malformed) {
        guard line.starts(with: NoteSignature.prefix) else {
            throw Malformed("signed-note", "a signature line does not begin with a dash and a space")
        }
        let parts = line.dropFirst(NoteSignature.prefix.count)
            .split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let blob = Base64.decoded(parts[1]), blob.count > 4 else {
            throw Malformed(
                "signed-note", "a signature line is not a name and base64 of an id and a signature")
        }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0 == "+" || $0.properties.isWhitespace })
        else { throw Malformed("signed-note", "the name of a signer is empty or contains a space or +") }
        self.name = name
        id = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(blob.dropFirst(4))
    }

    /// The line with its newline.
    package var line: [UInt8] {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: self.id >> (24 - 8 * $0)) }
        return NoteSignature.prefix + Array(name.utf8) + [0x20] + Base64.encoded(id + bytes) + [0x0a]
    }

    /// Whether the line says that it is this key's.
    package func claims(_ key: NoteKey) -> Bool {
        id == key.id && name.utf8.elementsEqual(key.name.utf8)
    }
}
