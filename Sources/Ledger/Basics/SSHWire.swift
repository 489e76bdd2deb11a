/// Reads the types of RFC 4251, section 5, from bytes of unknown origin: every length is checked against
/// what is left.
struct SSHReader {
    private let bytes: ArraySlice<UInt8>
    private let name: String
    private var at: Int

    /// `name` says in messages what is being read.
    init(_ bytes: ArraySlice<UInt8>, of name: String) {
        self.bytes = bytes
        self.name = name
        at = bytes.startIndex
    }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard at < bytes.endIndex else { throw malformed("ends too early") }
        at += 1
        return bytes[at - 1]
    }

    mutating func uint32() throws(Malformed) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 { number = number << 8 | UInt32(try byte()) }
        return number
    }

    mutating func string() throws(Malformed) -> ArraySlice<UInt8> {
        let length = Int(try uint32())
        guard length <= bytes.endIndex - at else { throw malformed("has a string longer than what is left") }
        at += length
        return bytes[(at - length)..<at]
    }

    /// The next `count` bytes as they are.
    mutating func raw(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= bytes.endIndex - at else { throw malformed("ends too early") }
        at += count
        return bytes[(at - count)..<at]
    }

    /// A positive mpint of at most 32 bytes in its shortest form, filled up with zeros to 32.
    ///
    /// RFC 4251 forbids superfluous leading zeros; a reader that takes them gives one signature many
    /// encodings.
    mutating func positiveNumber() throws(Malformed) -> [UInt8] {
        var digits = try string()
        guard let first = digits.first, first < 0x80 else {
            throw malformed("has a number that is not positive")
        }
        if first == 0 {
            digits = digits.dropFirst()
            guard let second = digits.first, second >= 0x80 else {
                throw malformed("has a number that is not in its shortest form")
            }
        }
        guard digits.count <= 32 else { throw malformed("has a number of more than 32 bytes") }
        return [UInt8](repeating: 0, count: 32 - digits.count) + digits
    }

    /// Throws when bytes are left.
    func end() throws(Malformed) {
        guard at == bytes.endIndex else { throw malformed("has bytes after its end") }
    }

    private func malformed(_ what: String) -> Malformed { Malformed("P-2", "\(name) \(what)") }
}

/// Writes the types of RFC 4251, section 5.
package struct SSHWriter: Sendable {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    /// Begins with nothing, or with bytes that stand as they are.
    package init(_ bytes: some Sequence<UInt8> = []) { self.bytes = Array(bytes) }

    /// One byte.
    package mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Bytes as they are, without a length.
    package mutating func raw(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

    /// Four bytes, the highest first.
    package mutating func uint32(_ number: UInt32) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Eight bytes, the highest first.
    package mutating func uint64(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// The length and the bytes.
    package mutating func string(_ string: some Collection<UInt8>) {
        uint32(UInt32(truncatingIfNeeded: string.count))
        bytes.append(contentsOf: string)
    }

    /// The length and the UTF-8 of a text.
    package mutating func string(_ text: String) { string(text.utf8) }

    /// A positive number, given as big-endian bytes of any length, in its shortest form.
    package mutating func positiveNumber(_ digits: some Sequence<UInt8>) {
        var shortest = Array(digits.drop { $0 == 0 })
        if let first = shortest.first, first >= 0x80 { shortest.insert(0, at: 0) }
        string(shortest)
    }
}
