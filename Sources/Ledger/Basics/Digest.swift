import Crypto

/// A SHA-256 value: of a statement line, a leaf, a key, an enclosure, a tree.
///
/// Kept as four numbers and not as an array, so that a table of a million of them is one block of memory.
package struct Digest: Hashable, Comparable, Sendable {
    // The four big-endian words; the node hash of the log writes them without an array in between.
    let a: UInt64
    let b: UInt64
    let c: UInt64
    let d: UInt64

    /// The length of a digest in bytes.
    package static let byteCount = 32

    /// SHA-256 of no bytes, which is also the root of the empty tree (RFC 9162, 2.1.1).
    package static let ofNothing = Digest.of([] as [UInt8])

    private init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    init(_ digest: SHA256Digest) { self = digest.withUnsafeBytes { Digest($0) } }

    /// Takes the first 32 bytes; the buffer must reach so far.
    private init(_ raw: UnsafeRawBufferPointer) {
        self.init(
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
    }

    /// Takes exactly 32 bytes; nil for any other number of them.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        // Arrays, slices and Data lie in one piece; a loop over bytes, which other targets cannot specialise, is slow.
        if let whole = bytes.withContiguousStorageIfAvailable({ Digest(UnsafeRawBufferPointer($0)) }) {
            self = whole
        } else {
            self = Array(bytes).withUnsafeBytes { Digest($0) }
        }
    }

    /// Takes exactly 64 lower-case hexadecimal digits (P-1); nil for anything else.
    package init?(hex: String) {
        let text = hex.utf8
        guard text.count == 64 else { return nil }
        guard let a = Hex.word(text.prefix(16)), let b = Hex.word(text.dropFirst(16).prefix(16)),
            let c = Hex.word(text.dropFirst(32).prefix(16)), let d = Hex.word(text.dropFirst(48))
        else { return nil }
        self.init(a, b, c, d)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Digest.byteCount)
        for word in [a, b, c, d] {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// 64 lower-case hexadecimal digits, as statements write it.
    package var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        appendHex(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Standard base64 with padding, as checkpoints write it.
    package var base64: String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }

    func appendHex(to text: inout [UInt8]) {
        Hex.append(a, to: &text)
        Hex.append(b, to: &text)
        Hex.append(c, to: &text)
        Hex.append(d, to: &text)
    }

    /// SHA-256 of the bytes.
    package static func of(_ bytes: [UInt8]) -> Digest { Digest(SHA256.hash(data: bytes)) }

    /// SHA-256 of the bytes of a slice.
    package static func of(_ bytes: ArraySlice<UInt8>) -> Digest { Digest(SHA256.hash(data: bytes)) }

    /// Orders as the bytes do, and so as the hexadecimal digits do.
    package static func < (left: Digest, right: Digest) -> Bool {
        (left.a, left.b, left.c, left.d) < (right.a, right.b, right.c, right.d)
    }
}

extension Digest: CustomStringConvertible {
    /// The hexadecimal digits.
    package var description: String { hex }
}
