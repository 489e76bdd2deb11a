/// Well-formed UTF-8 outside ASCII (Unicode, table 3-7), without the control characters U+0080 to U+009F.
///
/// `String(decoding:as:)` repairs what is broken, so that two lines with different hashes would show the
/// same text.
enum UTF8Form {
    /// The length in bytes of the character at a place, 2 to 4; nil for ASCII, for control characters, and
    /// for bytes that are cut short, overlong, a surrogate, or beyond U+10FFFF. `admittingControls` takes
    /// U+0080 to U+009F too.
    static func length(
        at place: Int, in bytes: ArraySlice<UInt8>, admittingControls: Bool = false
    ) -> Int? {
        guard bytes.indices.contains(place) else { return nil }
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[place] {
        // U+0080 to U+009F are control characters, so without them C2 begins at A0.
        case 0xc2: (second, length) = ((admittingControls ? 0x80 : 0xa0)...0xbf, 2)
        case 0xc3...0xdf: (second, length) = (0x80...0xbf, 2)
        case 0xe0: (second, length) = (0xa0...0xbf, 3)
        case 0xe1...0xec, 0xee...0xef: (second, length) = (0x80...0xbf, 3)
        case 0xed: (second, length) = (0x80...0x9f, 3)
        case 0xf0: (second, length) = (0x90...0xbf, 4)
        case 0xf1...0xf3: (second, length) = (0x80...0xbf, 4)
        case 0xf4: (second, length) = (0x80...0x8f, 4)
        default: return nil
        }
        guard bytes.endIndex - place >= length, second.contains(bytes[place + 1]) else { return nil }
        for tail in bytes[(place + 2)..<(place + length)] where !(0x80...0xbf ~= tail) { return nil }
        return length
    }
}
