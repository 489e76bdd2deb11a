/// Text from outside, made fit for a terminal: what would be obeyed, hidden, turned round or mistaken is shown as
/// its code point. A signer must see what they sign, not what its author wants them to see.
package enum Visible {
    /// One line. Line ends are shown too.
    package static func text(_ text: some StringProtocol) -> String {
        var shown = ""
        var word: [Unicode.Scalar] = []
        func end() {
            // A word of two scripts is how one letter is passed off as another: раypal.
            let mixed = word.contains { $0.value < 0x250 } && word.contains { $0.value >= 0x370 }
            for scalar in word { shown += mixed && scalar.value >= 0x370 ? code(scalar) : String(scalar) }
            word = []
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic {
                word.append(scalar)
            } else {
                end()
                shown += isPlain(scalar) ? String(scalar) : code(scalar)
            }
        }
        end()
        return shown
    }

    /// Content of any bytes, in lines. Bytes that are no UTF-8 are shown one by one.
    package static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
            if let text = String(validating: line, as: UTF8.self) { return self.text(text) }
            return line.map {
                0x20...0x7e ~= $0 ? String(UnicodeScalar($0)) : "<\(hex(UInt32($0), digits: 2))>"
            }.joined()
        }
    }

    /// Digits, marks and signs that stand for themselves: ASCII, and what is neither control, format, separator,
    /// combining nor unassigned.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return 0x20...0x7e ~= scalar.value }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse,
            .unassigned,
            .nonspacingMark, .enclosingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return false
        default: return true
        }
    }

    private static func code(_ scalar: Unicode.Scalar) -> String { "<U+\(hex(scalar.value, digits: 4))>" }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
