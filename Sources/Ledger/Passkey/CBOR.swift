/// A value of CBOR as authenticators write it (CTAP2, "Message Encoding"): no tags, no floats, nothing indefinite.
package indirect enum CBOR: Hashable, Sendable {
    case unsigned(UInt64)
    /// -1 minus this.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// Members in the order of the canonical form: shorter keys first, then by their bytes.
    case map([Member])
    case bool(Bool)
    case null

    package struct Member: Hashable, Sendable {
        package let key: CBOR
        package let value: CBOR
    }

    /// The value under a text key of a map.
    subscript(key: String) -> CBOR? {
        guard case .map(let members) = self else { return nil }
        return members.first { $0.key == .text(key) }?.value
    }

    /// Exactly one value, nothing after it.
    package init(_ bytes: ArraySlice<UInt8>) throws(Malformed) {
        var reader = CBORReader(bytes)
        self = try reader.value()
        try reader.end()
    }

    /// The one encoding.
    package var encoded: [UInt8] {
        switch self {
        case .unsigned(let number): CBOR.head(0, number)
        case .negative(let number): CBOR.head(1, number)
        case .bytes(let bytes): CBOR.head(2, UInt64(bytes.count)) + bytes
        case .text(let text): CBOR.head(3, UInt64(text.utf8.count)) + text.utf8
        case .array(let items): CBOR.head(4, UInt64(items.count)) + items.flatMap(\.encoded)
        case .map(let members):
            CBOR.head(5, UInt64(members.count)) + members.flatMap { $0.key.encoded + $0.value.encoded }
        case .bool(let value): [value ? 0xf5 : 0xf4]
        case .null: [0xf6]
        }
    }

    private static func head(_ major: UInt8, _ number: UInt64) -> [UInt8] {
        let type = major << 5
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
        return switch number {
        case 0..<24: [type | bytes[7]]
        case 24...0xff: [type | 24] + bytes.suffix(1)
        case 0x100...0xffff: [type | 25] + bytes.suffix(2)
        case 0x1_0000...0xffff_ffff: [type | 26] + bytes.suffix(4)
        default: [type | 27] + bytes
        }
    }
}
