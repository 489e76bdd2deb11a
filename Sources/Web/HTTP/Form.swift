/// Fields of a query or a posted form (application/x-www-form-urlencoded), read strictly.
struct Form: Sendable, Equatable {
    private(set) var fields: [(name: String, value: String)] = []

    static let empty = Form()
    /// More fields than any form of ours has.
    static let fieldsMax = 200
    /// The largest posted form without its files: a line, an armour, some words.
    static let bytesMax = 512 << 10

    private init() {}

    /// Fields out of something else than a form.
    init(pairs: [(String, String)]) { fields = pairs.map { (name: $0.0, value: $0.1) } }

    /// nil for what is not UTF-8, has broken escapes or too many fields.
    init?(encoded text: some Collection<UInt8>) {
        let bytes = Array(text)
        guard !bytes.isEmpty else { return }
        let parts = bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true)
        guard parts.count <= Form.fieldsMax else { return nil }
        for part in parts {
            let pair = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Form.decoded(Array(pair[0])),
                let value = Form.decoded(pair.count > 1 ? Array(pair[1]) : [])
            else { return nil }
            fields.append((name, value))
        }
    }

    /// The value of a field as it was typed, with LF for the line ends that browsers send; empty where there is none.
    subscript(name: String) -> String {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value ?? ""
    }

    /// The same with another value in the place of a field's.
    func with(_ name: String, _ value: String) -> Form {
        Form(
            pairs: fields.filter { !$0.name.utf8.elementsEqual(name.utf8) }.map { ($0.name, $0.value) } + [
                (name, value)
            ])
    }

    /// The same without a field.
    func without(_ name: String) -> Form {
        Form(pairs: fields.filter { !$0.name.utf8.elementsEqual(name.utf8) }.map { ($0.name, $0.value) })
    }

    /// Whether the name was sent, empty or not.
    func has(_ name: String) -> Bool { !all(named: name).isEmpty }

    /// The values of all fields of a name, in their order.
    func all(named name: String) -> [String] {
        fields.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
    }

    /// Fields whose names begin so, without that beginning.
    func all(under prefix: String) -> [(name: String, value: String)] {
        fields.filter { $0.name.utf8.starts(with: prefix.utf8) }
            .map { (String(decoding: $0.name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self), $0.value) }
    }

    static func == (one: Form, other: Form) -> Bool {
        one.fields.map(\.name) == other.fields.map(\.name)
            && one.fields.map(\.value) == other.fields.map(\.value)
    }

    private static func decoded(_ bytes: [UInt8]) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
                else { return nil }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        return text(decoded)
    }

    /// What was typed, with LF for the line ends that browsers send; nil for what is not UTF-8.
    static func text(_ bytes: [UInt8]) -> String? {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        for (place, byte) in bytes.enumerated() {
            if byte == 0x0D, place + 1 < bytes.count, bytes[place + 1] == 0x0A { continue }
            lines.append(byte)
        }
        return String(validating: lines, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// A text as one value of a query.
func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let hex = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
        default: bytes += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Without white space at its ends.
func trimmed(_ text: String) -> String {
    var view = Substring(text)
    while let first = view.unicodeScalars.first, first.value == 0x20 || (0x09...0x0D).contains(first.value) {
        view.unicodeScalars.removeFirst()
    }
    while let last = view.unicodeScalars.last, last.value == 0x20 || (0x09...0x0D).contains(last.value) {
        view.unicodeScalars.removeLast()
    }
    return String(view)
}
