/// The grammar of keys in restricted JSON (P-1): `[A-Za-z0-9][A-Za-z0-9._/-]{0,63}`.
enum JSONKey {
    static func isKey(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard 1...64 ~= bytes.count, isLetterOrDigit(bytes[0]) else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || "._/-".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
