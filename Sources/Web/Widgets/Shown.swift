/// Text from an entry, made safe to read (Architecture 6; A23): nothing in it can hide, turn the direction of what
/// follows, pass for other letters, or bury the page.
///
/// Every page shows such text through this one function. Fixed ranges and not Unicode's classes, so that a newer
/// library shows an old entry as it was shown before.
package func shown(_ text: String, longest: Int = 4000) -> HTML {
    var pieces: [HTML] = []
    var run = ""
    var sort = TextKind.plain
    var bytes = 0
    var cut = false
    func flush() {
        guard !run.isEmpty else { return }
        pieces.append(piece(run, sort))
        run = ""
    }
    for scalar in text.unicodeScalars {
        bytes += String(scalar).utf8.count
        if bytes > longest {
            cut = true
            break
        }
        let next = TextKind(scalar)
        if next != sort || next == .hidden { flush() }
        sort = next
        run.unicodeScalars.append(scalar)
    }
    flush()
    if cut {
        let rest = text.utf8.count - longest
        pieces.append("<span class=\"odd\">… \(rest) more bytes: see the raw entry</span>")
    }
    return "<bdi>\(pieces)</bdi>"
}

/// How a letter may be looked at.
enum TextKind {
    /// ASCII, Latin letters with their accents, common punctuation.
    case plain
    /// A letter of another script, or one that only looks like Latin: underlined, its code point on hover.
    case foreign
    /// A line end inside a text.
    case line
    /// Control, direction, zero width, unassigned for us: shown as its code point.
    case hidden

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0A: self = .line
        case 0x20...0x7E: self = .plain
        case 0xA1...0xAC, 0xAE...0x17F, 0x1E00...0x1EFF: self = .plain
        // Dashes, quotation marks, dots; the euro; arrows and ticks that people write.
        case 0x2010...0x2027, 0x2030...0x205E, 0x20AC, 0x2190...0x2193, 0x2713: self = .plain
        case 0..<0x20, 0x7F...0xA0, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F,
            0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x2800, 0x3000, 0x3164, 0xE000...0xF8FF,
            0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFF, 0x1D173...0x1D17A, 0xE0000...0x10FFFF:
            self = .hidden
        // A pile of accents covers the lines above: each is shown by its number.
        case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
            self = .hidden
        default: self = .foreign
        }
    }
}

private func piece(_ run: String, _ sort: TextKind) -> HTML {
    switch sort {
    case .plain: return HTML(text: run)
    case .line: return HTML(run.unicodeScalars.map { _ in "<br>" })
    case .hidden:
        return HTML(
            run.unicodeScalars.map {
                "<span class=\"odd\" title=\"a character that cannot be seen\">\(codePoint($0))</span>"
            })
    case .foreign:
        let points = run.unicodeScalars.prefix(12).map(codePoint).joined(separator: " ")
        return "<span class=\"foreign\" title=\"not Latin: \(points)\">\(run)</span>"
    }
}

/// `U+202E`
func codePoint(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
}
