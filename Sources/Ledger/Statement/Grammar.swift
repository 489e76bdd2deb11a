/// The small grammars of P-1, on bytes.
///
/// Swift's own classes of characters take fullwidth digits and letters of every script; these are ASCII only.
package enum Grammar {
    static func isLower(_ byte: UInt8) -> Bool { 0x61...0x7a ~= byte }
    static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || 0x41...0x5a ~= byte
    }
    /// The marks that a key may have behind its first letter: `.`, `_`, `/`, `-`.
    static func isKeyMark(_ byte: UInt8) -> Bool {
        byte == 0x2e || byte == 0x5f || byte == 0x2f || byte == 0x2d
    }

    /// Slots, audiences, names of detached parts: `[a-z][a-z0-9-]{0,63}`.
    package static func isName(_ text: String) -> Bool { text.utf8.count <= 64 && isWord(text.utf8) }

    /// What a statement rests on, and exceptions: 1 to 255 of `[A-Za-z0-9.-]`.
    package static func isClause(_ text: String) -> Bool {
        1...255 ~= text.utf8.count && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2e || $0 == 0x2d }
    }

    /// The origin of a log: 1 to 255 of `[a-z0-9./-]`.
    package static func isOrigin(_ text: String) -> Bool {
        1...255 ~= text.utf8.count
            && text.utf8.allSatisfy { isLower($0) || isDigit($0) || 0x2d...0x2f ~= $0 }
    }

    /// The name of a kind: `word/word[.word[.N]]`, N from 2.
    package static func isKind(_ text: String) -> Bool {
        let chapters = text.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        guard chapters.count == 2, isWord(chapters[0]) else { return false }
        let parts = chapters[1].split(separator: 0x2e, omittingEmptySubsequences: false)
        guard 1...3 ~= parts.count, parts.prefix(2).allSatisfy(isWord) else { return false }
        return parts.count < 3 || isEdition(parts[2])
    }

    /// `[a-z][a-z0-9-]*`
    private static func isWord(_ letters: some Collection<UInt8>) -> Bool {
        guard let first = letters.first, isLower(first) else { return false }
        return letters.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x2d }
    }

    /// A number from 2 without leading zeros.
    private static func isEdition(_ digits: Substring.UTF8View.SubSequence) -> Bool {
        guard let first = digits.first, first != 0x30, digits.allSatisfy(isDigit) else { return false }
        return digits.count > 1 || first >= 0x32
    }
}
