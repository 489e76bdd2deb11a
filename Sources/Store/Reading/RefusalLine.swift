import Rules

extension Refusal {
    /// What is missing in the one line of a refusal note: 1 to 1,000 bytes, nothing that ends a line or turns
    /// the direction of what follows (P-33). A body's text may be in it, so it is cleaned here.
    package var noteLine: String {
        let line = (who.isEmpty ? what : "\(what) (\(who))").plainLine
        return line.isEmpty ? "refused" : line
    }
}

extension String {
    /// At most 1,000 bytes of it, with U+FFFD for whatever ends a line, controls, or turns the direction of what follows
    /// (A23): what others typed goes into notes and lines of the journal.
    var plainLine: String {
        var line = String.UnicodeScalarView()
        var length = 0
        for scalar in unicodeScalars {
            let clean = String.isPlain(scalar) ? scalar : "\u{FFFD}"
            length += UTF8.width(clean)
            guard length <= 1000 else { break }
            line.append(clean)
        }
        return String(line)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069: false
        default: true
        }
    }
}
