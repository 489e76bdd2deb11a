/// What Ed25519 keys and signatures must be before any library sees them (P-2, RFC 8032).
///
/// OpenSSH and swift-crypto take points of small order, under which one signature is good for every message
/// (measured), and several encodings of one point. Both are refused here, whatever the libraries do later.
enum Ed25519Form {
    static let keyLength = 32
    static let signatureLength = 64

    /// 2^255 - 19, low byte first.
    private static let prime: [UInt8] = [0xed] + [UInt8](repeating: 0xff, count: 30) + [0x7f]

    /// The order of the base point, 2^252 + 27742317777372353535851937790883648493, low byte first.
    private static let order: [UInt8] =
        [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
        ] + [UInt8](repeating: 0, count: 15) + [0x10]

    /// The y of the eight points whose order divides 8: 0, 1, p - 1 and the two of order 8, low byte first.
    private static let smallOrder: [[UInt8]] = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
            0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
            0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
        ],
    ]

    /// 32 bytes, y below p, not of small order. The sign of x is the highest bit and no part of y.
    static func check(key: ArraySlice<UInt8>) throws(Malformed) {
        guard key.count == keyLength, let highest = key.last else {
            throw Malformed("P-2", "the Ed25519 key is not 32 bytes long")
        }
        let y = Array(key.dropLast()) + [highest & 0x7f]
        guard isBelow(y, prime) else { throw Malformed("P-2", "the y of the Ed25519 key is not below p") }
        guard !smallOrder.contains(y) else { throw Malformed("P-2", "the Ed25519 key is of small order") }
    }

    /// 64 bytes, S below L.
    static func check(signature: ArraySlice<UInt8>) throws(Malformed) {
        guard signature.count == signatureLength else {
            throw Malformed("P-2", "the Ed25519 signature is not 64 bytes long")
        }
        guard isBelow(signature.suffix(32), order) else {
            throw Malformed("P-2", "the S of the Ed25519 signature is not below L")
        }
    }

    /// Compares two numbers of the same length, low byte first.
    private static func isBelow(_ number: some Collection<UInt8>, _ limit: [UInt8]) -> Bool {
        var isBelow = false
        for (digit, bound) in zip(number, limit) where digit != bound { isBelow = digit < bound }
        return isBelow
    }
}
