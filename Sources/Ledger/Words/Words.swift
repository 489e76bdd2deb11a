import Crypto

/// Digests as words that people read to each other (P-3): BIP-39 English with its checksum.
///
/// 12 words of 16 bytes bind 128 bits against a second text for the same words, and 64 against one who
/// composes both.
package enum Words {
    /// 12 words of the first 16 bytes: acts and keys.
    package static func words12(_ digest: Digest) -> [String] { words(of: Array(digest.bytes.prefix(16))) }

    /// 24 words of all 32 bytes: the founding.
    package static func words24(_ digest: Digest) -> [String] { words(of: digest.bytes) }

    /// The bytes that 12 or 24 words stand for, 16 or 32 of them; throws with the word that is not in the
    /// list, or when the checksum does not fit: somebody misheard.
    ///
    /// White space between words is free, and so is ASCII upper case: people type what they hear.
    package static func bytes(of text: String) throws(Malformed) -> [UInt8] {
        let lowered = text.utf8.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        let words = lowered.split { $0 == 0x20 || 0x09...0x0d ~= $0 }
        guard words.count == 12 || words.count == 24 else {
            throw Malformed("P-3", "there are \(words.count) words, and there must be 12 or 24")
        }
        var bits: [Bool] = []
        for (place, word) in words.enumerated() {
            guard let number = numbers[Array(word)] else {
                let shown = Words.shown(word)
                throw Malformed("P-3", "word \(place + 1), \"\(shown)\", is not in the list")
            }
            for bit in stride(from: 10, through: 0, by: -1) { bits.append(number >> bit & 1 == 1) }
        }
        let bytes = stride(from: 0, to: words.count * 11 / 33 * 32, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        guard Words.words(of: bytes).last.map({ Array($0.utf8) }) == words.last.map(Array.init) else {
            throw Malformed(
                "P-3", "all words are in the list, but they do not belong together: one of them was misheard")
        }
        return bytes
    }

    /// Whether the words, 12 or 24, are those of the digest; throws as `bytes(of:)` does.
    package static func match(_ text: String, _ digest: Digest) throws(Malformed) -> Bool {
        let bytes = try bytes(of: text)
        return digest.bytes.starts(with: bytes)
    }

    /// BIP-39, "Generating the mnemonic": the bytes and the first bits of their SHA-256, in groups of eleven.
    private static func words(of bytes: [UInt8]) -> [String] {
        let checked = bytes + [Digest.of(bytes).bytes[0]]
        var words: [String] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in checked {
            bits = bits << 8 | UInt32(byte)
            held += 8
            if held >= 11 {
                held -= 11
                words.append(list[Int(bits >> UInt32(held) & 2047)])
                bits &= 1 << UInt32(held) - 1
            }
        }
        // 16 bytes and 4 bits of checksum are 12 words; the other 4 bits of that byte are left over.
        return words
    }

    /// A word as it may be in a message: short, and without what a terminal would obey.
    private static func shown(_ word: [UInt8].SubSequence) -> String {
        String(decoding: word.prefix(20).map { 0x21...0x7e ~= $0 ? $0 : 0x3f }, as: UTF8.self)
    }

    /// The 2,048 words in their order.
    package static let list: [String] = wordList.split { $0 == " " || $0 == "\n" }.map(String.init)
    private static let numbers = Dictionary(
        list.enumerated().map { (Array($0.element.utf8), $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
}
