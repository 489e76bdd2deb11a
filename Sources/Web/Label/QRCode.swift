/// A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 1 to 10. That is room for 213 bytes, and
/// about a seventh of the picture may be lost.
///
/// It is ours because no Swift package draws one without an image library of the platform. The tests hold it against codes
/// that another program made, and a scanner reads the labels as they are printed.
struct QRCode: Equatable, Sendable {
    private(set) var size: Int
    /// Row by row; true is dark.
    private(set) var modules: [Bool]
    /// Modules of patterns, which no mask changes.
    private var isFixed: [Bool]

    /// nil for more bytes than version 10 holds. `mask`: one of the eight in place of the best.
    init?(_ text: String, mask: Int? = nil) {
        guard let words = QRWords(Array(text.utf8)) else { return nil }
        size = 17 + 4 * words.version
        (modules, isFixed) = (
            [Bool](repeating: false, count: size * size), [Bool](repeating: false, count: size * size)
        )
        drawPatterns(words.version)
        draw(words.words)
        let masked = (mask.map { $0...$0 } ?? 0...7).map { number -> QRCode in
            var code = self
            code.apply(number)
            return code
        }
        self = masked.min { $0.penalty < $1.penalty } ?? self
    }

    subscript(x: Int, y: Int) -> Bool { modules[y * size + x] }

    private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        modules[y * size + x] = isDark
        isFixed[y * size + x] = true
    }
}

// MARK: Patterns

extension QRCode {
    private mutating func drawPatterns(_ version: Int) {
        for at in 0..<size {
            fix(6, at, at % 2 == 0)
            fix(at, 6, at % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        let centres = QRVersion.alignment(version)
        for x in centres {
            for y in centres where !isCorner(x, y, centres) { drawAlignment(x, y) }
        }
        drawFormat(0)
        drawVersion(version)
    }

    /// Where a finder stands, no alignment pattern does.
    private func isCorner(_ x: Int, _ y: Int, _ centres: [Int]) -> Bool {
        let (first, last) = (centres.first ?? 0, centres.last ?? 0)
        return (x, y) == (first, first) || (x, y) == (last, first) || (x, y) == (first, last)
    }

    /// With the light border around it.
    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 {
                let ring = max(abs(dx), abs(dy))
                fix(x + dx, y + dy, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ x: Int, _ y: Int) {
        for dy in -2...2 {
            for dx in -2...2 { fix(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
        }
    }

    /// The mask and the level of correction, twice, with 10 bits that correct them.
    private mutating func drawFormat(_ mask: Int) {
        // Level M is 00.
        let bits = QRCode.remainder(mask, bits: 10, by: 0x537) ^ 0x5412
        func isDark(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
        for bit in 0..<15 {
            let upright = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit
            let across = bit < 8 ? size - 1 - bit : bit == 8 ? 7 : 14 - bit
            fix(8, upright, isDark(bit))
            fix(across, 8, isDark(bit))
        }
        fix(8, size - 8, true)
    }

    /// From version 7 on the version stands in two places, with 12 bits that correct it.
    private mutating func drawVersion(_ version: Int) {
        guard version >= 7 else { return }
        let bits = QRCode.remainder(version, bits: 12, by: 0x1F25)
        for bit in 0..<18 {
            let (far, near) = (size - 11 + bit % 3, bit / 3)
            fix(far, near, bits >> bit & 1 == 1)
            fix(near, far, bits >> bit & 1 == 1)
        }
    }

    /// A number with the remainder of its polynomial behind it.
    private static func remainder(_ number: Int, bits: Int, by generator: Int) -> Int {
        var rest = number
        for _ in 0..<bits { rest = rest << 1 ^ (rest >> (bits - 1) & 1) * generator }
        return number << bits | rest
    }
}

// MARK: Words and masks

extension QRCode {
    /// Two columns at a time from the right, up and down in turn, past the upright timing pattern.
    private mutating func draw(_ words: [UInt8]) {
        var bit = 0
        for (turn, pair) in (Array(stride(from: size - 1, to: 6, by: -2)) + [5, 3, 1]).enumerated() {
            for step in 0..<size {
                let y = turn % 2 == 0 ? size - 1 - step : step
                for x in [pair, pair - 1] where !isFixed[y * size + x] {
                    modules[y * size + x] = bit < words.count * 8 && words[bit / 8] >> (7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
        }
    }

    private mutating func apply(_ mask: Int) {
        for y in 0..<size {
            for x in 0..<size where !isFixed[y * size + x] && QRCode.inverts(mask, x, y) {
                modules[y * size + x].toggle()
            }
        }
        drawFormat(mask)
    }

    private static func inverts(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// How hard it is to read: long runs, blocks, what looks like a finder, and more of one shade than of the other.
    private var penalty: Int {
        var sum = 0
        for line in 0..<size {
            sum += penalty(of: (0..<size).map { self[$0, line] }) + penalty(of: (0..<size).map { self[line, $0] })
        }
        for y in 1..<size {
            for x in 1..<size {
                let isBlock =
                    self[x, y] == self[x - 1, y] && self[x, y] == self[x, y - 1] && self[x, y] == self[x - 1, y - 1]
                if isBlock { sum += 3 }
            }
        }
        let dark = modules.count { $0 }
        return sum + abs(dark * 20 - modules.count * 10) / modules.count * 10
    }

    private func penalty(of line: [Bool]) -> Int {
        var (sum, run) = (0, 1)
        for place in 1...line.count {
            if place < line.count, line[place] == line[place - 1] {
                run += 1
            } else {
                if run >= 5 { sum += run - 2 }
                run = 1
            }
        }
        let finder = [true, false, true, true, true, false, true]
        for place in 0...(line.count - finder.count) where line[place..<place + 7].elementsEqual(finder) {
            let before = line[max(0, place - 4)..<place], after = line[(place + 7)..<min(line.count, place + 11)]
            // Beyond the edge it is light.
            if !before.contains(true) || !after.contains(true) { sum += 40 }
        }
        return sum
    }
}
