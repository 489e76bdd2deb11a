/// Reads CBOR of unknown origin: every length is checked against what is left, every number is in its shortest form, keys
/// stand in canonical order, which also means none twice.
struct CBORReader {
    /// The outermost value is 1. Attestation objects of today have four.
    static let deepest = 8
    /// An attestation object with a chain of certificates has some 3,000.
    static let bytesMax = 16_384

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// What was not read yet.
    var rest: ArraySlice<UInt8> { bytes[at...] }

    /// The next value.
    mutating func value() throws(Malformed) -> CBOR { try value(depth: 1) }

    /// Throws when bytes are left.
    func end() throws(Malformed) {
        guard at == bytes.endIndex else { throw malformed("has bytes after its end") }
    }

    private mutating func value(depth: Int) throws(Malformed) -> CBOR {
        guard bytes.count <= CBORReader.bytesMax else {
            throw malformed("is longer than \(CBORReader.bytesMax) bytes")
        }
        guard depth <= CBORReader.deepest else { throw malformed("is too deep") }
        let first = try byte()
        switch first >> 5 {
        case 0: return .unsigned(try number(first))
        case 1: return .negative(try number(first))
        case 2: return .bytes(Array(try take(try number(first))))
        case 3:
            guard let text = String(validating: try take(try number(first)), as: UTF8.self) else {
                throw malformed("has a text that is not UTF-8")
            }
            return .text(text)
        case 4:
            var items: [CBOR] = []
            for _ in 0..<(try count(first)) { items.append(try value(depth: depth + 1)) }
            return .array(items)
        case 5: return .map(try members(count: try count(first), depth: depth))
        case 7 where first == 0xf4 || first == 0xf5: return .bool(first == 0xf5)
        case 7 where first == 0xf6: return .null
        default: throw malformed("has a tag, a float or something unassigned")
        }
    }

    private mutating func members(count: Int, depth: Int) throws(Malformed) -> [CBOR.Member] {
        var members: [CBOR.Member] = []
        var last: ArraySlice<UInt8> = []
        for place in 0..<count {
            let start = at
            let key = try value(depth: depth + 1)
            let encoded = bytes[start..<at]
            guard place == 0 || CBORReader.stands(last, before: encoded) else {
                throw malformed("has keys twice or not in canonical order")
            }
            last = encoded
            members.append(CBOR.Member(key: key, value: try value(depth: depth + 1)))
        }
        return members
    }

    /// CTAP2: by major type, then by length, then by bytes.
    private static func stands(_ one: ArraySlice<UInt8>, before other: ArraySlice<UInt8>) -> Bool {
        let majors = ((one.first ?? 0) >> 5, (other.first ?? 0) >> 5)
        if majors.0 != majors.1 { return majors.0 < majors.1 }
        if one.count != other.count { return one.count < other.count }
        return one.lexicographicallyPrecedes(other)
    }

    /// A number of items; each takes a byte at least, so there are no more than bytes left.
    private mutating func count(_ first: UInt8) throws(Malformed) -> Int {
        let number = try number(first)
        guard number <= UInt64(bytes.endIndex - at) else { throw malformed("counts more than is left") }
        return Int(number)
    }

    private mutating func number(_ first: UInt8) throws(Malformed) -> UInt64 {
        let short = first & 0x1f
        guard short >= 24 else { return UInt64(short) }
        guard short <= 27 else { throw malformed("has an indefinite or unassigned length") }
        var number: UInt64 = 0
        for _ in 0..<(1 << (short - 24)) { number = number << 8 | UInt64(try byte()) }
        let smallest: [UInt64] = [24, 0x100, 0x1_0000, 0x1_0000_0000]
        guard number >= smallest[Int(short - 24)] else {
            throw malformed("has a number that is not in its shortest form")
        }
        return number
    }

    private mutating func take(_ count: UInt64) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.endIndex - at) else { throw malformed("ends too early") }
        at += Int(count)
        return bytes[(at - Int(count))..<at]
    }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard at < bytes.endIndex else { throw malformed("ends too early") }
        at += 1
        return bytes[at - 1]
    }

    private func malformed(_ what: String) -> Malformed {
        Malformed("P-20", "what the authenticator made \(what)", at: at - bytes.startIndex)
    }
}
