import Ledger

/// A short code of a fixed alphabet: a serial number, a seal, a port. Never free text (P-6).
package struct Code: FieldValue, Comparable {
    package let text: String
    package static let type = FieldType(
        Code.self, "code", takes: "1 to 64 letters, digits or . _ : / -",
        schema: FieldSchema.pattern("^[A-Za-z0-9._:/-]{1,64}$"))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text else { throw Misfit(expected: "1 to 64 letters, digits or . _ : / -") }
        guard let code = Code(text) else { throw Misfit(expected: Self.expected(text)) }
        self = code
    }
    package init?(_ text: String) {
        guard text.utf8.allSatisfy(Self.isAllowed), (1...64).contains(text.utf8.count) else { return nil }
        self.text = text
    }
    package var json: JSON { .string(text) }
    package static func < (one: Code, other: Code) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: [UInt8(ascii: "."), UInt8(ascii: "_"), 0x3A, 0x2F, UInt8(ascii: "-")].contains(byte)
        }
    }

    private static func expected(_ text: String) -> String {
        guard let bad = text.unicodeScalars.first(where: { !$0.isASCII || !isAllowed(UInt8($0.value)) }) else {
            return "1 to 64 letters, digits or . _ : / - (this has \(text.utf8.count))"
        }
        let shown =
            bad.value == 0x20 ? "A space" : bad.properties.isWhitespace ? "This kind of space" : "This character"
        return "1 to 64 letters, digits or . _ : / -. \(shown) is not allowed"
    }
}

/// A short public name (K-2): one line of 1 to 80 characters of a fixed set, blanks only singly and inside.
///
/// It is public and permanent, and never a place for a person's name or contact. The set has no combining mark, so that
/// a name has one spelling in bytes.
package struct Name: FieldValue, Comparable {
    package let text: String
    private static let expected = "1 to 80 letters, digits, single spaces or . , : / + # ( ) & ' _ -"
    package static let type = FieldType(
        Name.self, "name", takes: expected,
        schema: FieldSchema.pattern("^[A-Za-z0-9À-ÖØ-öø-ſ.,:/+#()&'_-]( ?[A-Za-z0-9À-ÖØ-öø-ſ.,:/+#()&'_-])*$"))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let name = Name(text) else { throw Misfit(expected: Self.expected) }
        self = name
    }
    package init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard (1...80).contains(scalars.count), scalars.first != " ", scalars.last != " ",
            scalars.allSatisfy(Self.isAllowed),
            !zip(scalars, scalars.dropFirst()).contains(where: { $0 == " " && $1 == " " })
        else { return nil }
        self.text = text
    }
    /// A text that is known to be a name.
    init(known text: String) { self.text = text }
    package var json: JSON { .string(text) }
    package static func < (one: Name, other: Name) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    private static func isAllowed(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x20: true
        // Latin letters without the signs for multiplication and division.
        case 0xC0...0x17F: scalar.value != 0xD7 && scalar.value != 0xF7
        default: ".,:/+#()&'_-".unicodeScalars.contains(scalar)
        }
    }

    /// How unique names are compared (D8): the capitals of the set in lower case, by the table of the format and never by
    /// Swift's, whose tables change with its release.
    package static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { folded.append(lower(scalar)) }
        return String(folded)
    }

    private static func lower(_ scalar: UnicodeScalar) -> UnicodeScalar {
        switch scalar.value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: UnicodeScalar(scalar.value + 0x20) ?? scalar
        // Pairs that begin with an even number, but for three gaps; I with dot above and Y with diaeresis stand apart.
        case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: scalar.value % 2 == 0 ? next(scalar) : scalar
        case 0x139...0x148, 0x179...0x17E: scalar.value % 2 == 1 ? next(scalar) : scalar
        case 0x130: "i"
        case 0x178: "\u{FF}"
        default: scalar
        }
    }

    private static func next(_ scalar: UnicodeScalar) -> UnicodeScalar { UnicodeScalar(scalar.value + 1) ?? scalar }
}

/// What a program or document calls its edition: `12.11`, `p20140731`.
package struct Version: FieldValue {
    package let text: String
    package static let type = FieldType(
        Version.self, "version", takes: "1 to 32 letters, digits or . + ~ _ -",
        schema: FieldSchema.pattern("^[A-Za-z0-9][A-Za-z0-9.+~_-]{0,31}$"))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, (1...32).contains(text.utf8.count), let first = text.utf8.first,
            Version.isLetterOrDigit(first),
            text.utf8.allSatisfy({ Version.isLetterOrDigit($0) || ".+~_-".utf8.contains($0) })
        else { throw Misfit(expected: "1 to 32 letters, digits or . + ~ _ -, the first a letter or digit") }
        self.text = text
    }
    package var json: JSON { .string(text) }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// The SPDX id of a licence: `GPL-2.0-only`. Which of them the Open Source Initiative approved is the Manual's.
package struct Licence: FieldValue {
    package let text: String
    package static let type = FieldType(
        Licence.self, "licence", takes: "an SPDX id like GPL-2.0-only",
        schema: FieldSchema.pattern("^[A-Za-z0-9.+-]{1,64}$"))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, (1...64).contains(text.utf8.count),
            text.utf8.allSatisfy({ Version.isLetterOrDigit($0) || ".+-".utf8.contains($0) })
        else { throw Misfit(expected: "an SPDX id of 1 to 64 letters, digits or . + -, like GPL-2.0-only") }
        self.text = text
    }
    package var json: JSON { .string(text) }
}
