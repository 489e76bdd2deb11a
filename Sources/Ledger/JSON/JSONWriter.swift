extension JSON {
    /// The canonical bytes (RFC 8785 for the restricted JSON of P-1): no white space, members in their order.
    ///
    /// It writes what it is given. What a program built and not read is checked by reading it back, as
    /// `Statement(line:)` does: a control character in a text or a negative number would be refused there.
    package func written() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(to: &bytes)
        return bytes
    }

    func write(to bytes: inout [UInt8]) {
        switch self {
        case .string(let text): JSON.write(text, to: &bytes)
        case .integer(let number): JSON.write(number, to: &bytes)
        case .bool(let flag): bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
        case .array(let list):
            bytes.append(0x5b)
            for (place, value) in list.enumerated() {
                if place > 0 { bytes.append(0x2c) }
                value.write(to: &bytes)
            }
            bytes.append(0x5d)
        case .object(let members):
            bytes.append(0x7b)
            for (place, member) in members.enumerated() {
                if place > 0 { bytes.append(0x2c) }
                JSON.write(member.key, to: &bytes)
                bytes.append(0x3a)
                member.value.write(to: &bytes)
            }
            bytes.append(0x7d)
        }
    }

    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5c:
                bytes.append(0x5c)
                bytes.append(byte)
            case 0x0a:
                bytes.append(0x5c)
                bytes.append(0x6e)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    static func write(_ number: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(number).utf8)
    }
}
