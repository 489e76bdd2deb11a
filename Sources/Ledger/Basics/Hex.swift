/// Lower-case hexadecimal digits, the only ones the protocol writes (P-1).
///
/// Swift's own `isHexDigit` and `UInt8(_:radix:)` take fullwidth digits, signs and upper case: two texts for
/// one hash.
package enum Hex {
    private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

    /// The value of one digit, or nil for any byte but `0`–`9` and `a`–`f`.
    static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit &- 0x30
        case 0x61...0x66: digit &- 0x57
        default: nil
        }
    }

    /// Sixteen digits as a big-endian number, or nil when there are fewer or one is not a digit.
    static func word(_ digits: some Sequence<UInt8>) -> UInt64? {
        var word: UInt64 = 0
        var count = 0
        for digit in digits {
            guard let value = value(digit) else { return nil }
            word = word << 4 | UInt64(value)
            count += 1
        }
        return count == 16 ? word : nil
    }

    /// Appends the sixteen digits of a number.
    static func append(_ word: UInt64, to text: inout [UInt8]) {
        var shift: UInt64 = 64
        while shift > 0 {
            shift -= 4
            text.append(digits[Int(word >> shift & 0xf)])
        }
    }

    /// Any bytes in lower-case digits.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xf)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text of lower-case digits, or nil for anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = value(digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }
}
