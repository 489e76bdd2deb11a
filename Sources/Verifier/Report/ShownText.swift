/// Text from outside as it may be in a report: a file's name or a statement's words must not move a cursor, turn
/// the direction of a line or hide a part of it.
package enum ShownText {
    /// The text with what a terminal obeys or does not show written as `\u{…}`, at most 500 characters of it.
    package static func of(_ text: String) -> String {
        var shown = ""
        for (place, scalar) in text.unicodeScalars.enumerated() {
            if place == 500 { return shown + " …" }
            if isPlain(scalar) {
                shown.unicodeScalars.append(scalar)
            } else {
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return shown
    }

    /// A name of bytes: printable ASCII as it is, all else as `\xNN`.
    static func ofName(_ bytes: [UInt8]) -> String {
        var shown = ""
        for byte in bytes.prefix(500) {
            if 0x20...0x7e ~= byte, byte != 0x5c {
                shown.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                shown += byte < 0x10 ? "\\x0" : "\\x"
                shown += String(byte, radix: 16)
            }
        }
        return shown
    }

    /// Fixed ranges, like those of a refusal note: Unicode's classes change with the library's version.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f,
            0xfeff,
            0xfff9...0xfffb, 0xe0000...0xe007f:
            false
        default: true
        }
    }
}
