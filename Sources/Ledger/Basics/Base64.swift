/// Base64 of RFC 4648, in both alphabets, with one encoding for each sequence of bytes.
///
/// Foundation's decoder takes unused bits that are not zero, so one signature would have several texts. This
/// one refuses whatever the encoder would not write.
package enum Base64 {
    /// Which letters stand for 62 and 63, and whether `=` fills up the last group.
    package enum Alphabet: Sendable {
        /// `+`, `/`, padded: armour, keys, checkpoints.
        case standard
        /// `-`, `_`, not padded: the challenge of client data.
        case url
    }

    private static let common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    private static let standardLetters: [UInt8] = Array((common + "+/").utf8)
    private static let urlLetters: [UInt8] = Array((common + "-_").utf8)
    private static let padding: UInt8 = 0x3d

    /// The encoding of the bytes, without line breaks.
    package static func encoded(_ bytes: some Sequence<UInt8>, _ alphabet: Alphabet = .standard) -> [UInt8] {
        let letters = alphabet == .standard ? standardLetters : urlLetters
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(letters[Int(bits >> UInt32(held) & 63)])
            }
        }
        if held > 0 { text.append(letters[Int(bits << UInt32(6 - held) & 63)]) }
        if alphabet == .standard {
            while text.count % 4 != 0 { text.append(padding) }
        }
        return text
    }

    /// The bytes of a padded text of the standard alphabet, or nil for any text that `encoded` would not
    /// write.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var held = 0
        var fill = 0
        for letter in text {
            if letter == padding {
                fill += 1
                continue
            }
            guard fill == 0, let value = value(letter) else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
                bits &= 1 << UInt32(held) - 1
            }
        }
        // One letter over leaves six bits, which is not a byte; two leave four unused bits, three leave two.
        guard bits == 0, fill == [0: 0, 4: 2, 2: 1][held] else { return nil }
        return bytes
    }

    /// The bytes of an unpadded text of the URL alphabet, or nil for any text that `encoded` would not write.
    package static func decodedURL(_ text: some Collection<UInt8>) -> [UInt8]? {
        var standard: [UInt8] = []
        standard.reserveCapacity(text.count + 2)
        for letter in text {
            switch letter {
            case 0x2d: standard.append(0x2b)
            case 0x5f: standard.append(0x2f)
            case 0x2b, 0x2f, padding: return nil
            default: standard.append(letter)
            }
        }
        while standard.count % 4 != 0 { standard.append(padding) }
        return decoded(standard)
    }

    private static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 0x41...0x5a: letter - 0x41
        case 0x61...0x7a: letter - 0x47
        case 0x30...0x39: letter + 4
        case 0x2b: 62
        case 0x2f: 63
        default: nil
        }
    }
}
