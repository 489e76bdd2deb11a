import Ledger

/// What a scalar without quotes means. Only what every reader of YAML, 1.1 or 1.2, and every person takes for
/// the same thing is let through: `no` is Norway to one and false to another, `010` is eight or ten.
enum PlainScalar: Equatable {
    case text(String)
    case integer(Int)
    case flag(Bool)
    /// Something that is taken differently by different readers, with the remedy.
    case surprise(String)

    init(_ text: String) {
        switch text {
        case "true": self = .flag(true)
        case "false": self = .flag(false)
        case "": self = .surprise("the value is missing; write a value, or \"\" for an empty text")
        default: self = PlainScalar.other(text)
        }
    }

    private static func other(_ text: String) -> PlainScalar {
        let bytes = Array(text.utf8)
        if bytes.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            bytes.count == 1 || bytes[0] != 0x30
        {
            guard let number = Int(text), number <= JSON.largestInteger else {
                return .surprise("`\(text)` is too large a number")
            }
            return .integer(number)
        }
        let remedy = "; write it in quotes if it is a text"
        switch text.lowercased() {
        case "yes", "no", "on", "off", "y", "n", "true", "false":
            return .surprise(
                "some YAML readers take `\(text)` for true or false; write true, false or a text in quotes")
        case "~", "null": return .surprise("`\(text)` is not a value; remove the key" + remedy)
        case "=", "<<": return .surprise("`\(text)` has a special meaning in YAML" + remedy)
        case ".inf", "+.inf", "-.inf", ".nan":
            return .surprise("some YAML readers take `\(text)` for a number that is not whole" + remedy)
        default: break
        }
        guard let first = bytes.first, "0123456789+-.".utf8.contains(first),
            bytes.contains(where: { 0x30...0x39 ~= $0 }),
            bytes.allSatisfy("0123456789abcdefABCDEFxXoO._:+-TtZz ".utf8.contains)
        else { return .text(text) }
        return .surprise(
            "`\(text)` could be read as a number, a date or a time; write a whole number like 14" + remedy)
    }
}
