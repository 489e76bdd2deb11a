/// What the versions of a QR code hold with error correction M (ISO/IEC 18004, tables 9 and E.1).
enum QRVersion {
    static let last = 10

    /// Words of data in each block, and words of correction behind each; all blocks of a version have the latter.
    static func blocks(_ version: Int) -> (data: [Int], correction: Int) {
        switch version {
        case 1: ([16], 10)
        case 2: ([28], 16)
        case 3: ([44], 26)
        case 4: ([32, 32], 18)
        case 5: ([43, 43], 24)
        case 6: ([27, 27, 27, 27], 16)
        case 7: ([31, 31, 31, 31], 18)
        case 8: ([38, 38, 39, 39], 22)
        case 9: ([36, 36, 36, 37, 37], 22)
        default: ([43, 43, 43, 43, 44], 26)
        }
    }

    /// The centres of the alignment patterns, in both directions.
    static func alignment(_ version: Int) -> [Int] {
        switch version {
        case 1: []
        case 2...6: [6, 10 + 4 * version]
        default: [6, 8 + 2 * version, 10 + 4 * version]
        }
    }
}

/// The words of a QR code: the text as bytes, filled up, with Reed-Solomon's words of each block, dealt out in turn.
struct QRWords {
    let version: Int
    let words: [UInt8]

    init?(_ bytes: [UInt8]) {
        func room(_ version: Int) -> Int { QRVersion.blocks(version).data.reduce(0, +) - (version < 10 ? 2 : 3) }
        guard let version = (1...QRVersion.last).first(where: { room($0) >= bytes.count }) else { return nil }
        self.version = version
        let (sizes, correction) = QRVersion.blocks(version)
        var rest = QRWords.data(bytes, version, filling: sizes.reduce(0, +))[...]
        let blocks = sizes.map { size -> [UInt8] in
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
        let checks = blocks.map { ReedSolomon.remainder($0, correction) }
        words = QRWords.dealt(blocks) + QRWords.dealt(checks)
    }

    /// The mode, how many bytes, the bytes, an end, and what fills the rest.
    private static func data(_ bytes: [UInt8], _ version: Int, filling count: Int) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ length: Int) {
            for bit in (0..<length).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, version < 10 ? 8 : 16)
        for byte in bytes { append(Int(byte), 8) }
        append(0, 4)
        var words = stride(from: 0, to: bits.count - 7, by: 8).map { at in
            bits[at..<at + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        let used = words.count
        while words.count < count { words.append((words.count - used) % 2 == 0 ? 0xEC : 0x11) }
        return words
    }

    /// The first word of each block, then the second of each.
    private static func dealt(_ blocks: [[UInt8]]) -> [UInt8] {
        (0..<(blocks.map(\.count).max() ?? 0)).flatMap { at in
            blocks.compactMap { $0.indices.contains(at) ? $0[at] : nil }
        }
    }
}

/// Words that correct others, over the field of 256 elements that QR codes use (x⁸ + x⁴ + x³ + x² + 1).
enum ReedSolomon {
    static func remainder(_ data: [UInt8], _ count: Int) -> [UInt8] {
        let generator = generator(count)
        var rest = [UInt8](repeating: 0, count: count)
        for word in data {
            let factor = word ^ rest[0]
            rest = Array(rest.dropFirst()) + [0]
            for (at, term) in generator.enumerated() { rest[at] ^= product(term, factor) }
        }
        return rest
    }

    /// (x - 1)(x - 2)(x - 4)… without its first term, which is 1.
    private static func generator(_ count: Int) -> [UInt8] {
        var terms = [UInt8](repeating: 0, count: count)
        terms[count - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<count {
            for at in terms.indices {
                terms[at] = product(terms[at], root) ^ (at + 1 < count ? terms[at + 1] : 0)
            }
            root = product(root, 2)
        }
        return terms
    }

    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var (result, a, b) = (0, Int(a), b)
        while b > 0 {
            if b & 1 == 1 { result ^= a }
            a <<= 1
            if a & 0x100 != 0 { a ^= 0x11D }
            b >>= 1
        }
        return UInt8(result)
    }
}
