/// Walks over JSON without white space, whose keys are printable ASCII without backslash, none twice in an
/// object (P-20).
///
/// It keeps no values: what browsers add is only refused or let through. Values are those of RFC 8259.
struct ClientDataReader {
    /// The outermost object is 1.
    private static let deepest = 8

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// Exactly these bytes.
    mutating func fixed(_ text: String) throws(Malformed) {
        guard bytes[at...].starts(with: text.utf8) else {
            throw malformed("the client data does not begin with its four members in their form")
        }
        at += text.utf8.count
    }

    /// Printable ASCII without quotation mark and backslash, up to the next quotation mark.
    mutating func plainText() throws(Malformed) -> ArraySlice<UInt8> {
        let start = at
        while 0x20...0x7e ~= next, next != 0x22 {
            guard next != 0x5c else { throw malformed("a text of the client data has a backslash") }
            at += 1
        }
        guard next == 0x22 else {
            throw malformed("a text of the client data is not printable ASCII, or does not end")
        }
        return bytes[start..<at]
    }

    /// `}`, or `,` and more members; `keys` are those that the object had before.
    mutating func restOfObject(keys: inout [ArraySlice<UInt8>], depth: Int) throws(Malformed) {
        while take(0x2c) { try member(keys: &keys, depth: depth) }
        guard take(0x7d) else {
            throw malformed("an object of the client data is not closed")
        }
    }

    /// Throws when bytes are left.
    func end() throws(Malformed) {
        guard at == bytes.endIndex else { throw malformed("there are bytes after the client data") }
    }

    private mutating func member(keys: inout [ArraySlice<UInt8>], depth: Int) throws(Malformed) {
        guard take(0x22) else { throw malformed("a key of the client data does not begin") }
        let key = try plainText()
        guard take(0x22), take(0x3a) else { throw malformed("a key of the client data has no value") }
        guard !keys.contains(key) else { throw malformed("the client data has a key twice") }
        keys.append(key)
        try value(depth: depth)
    }

    private mutating func value(depth: Int) throws(Malformed) {
        switch next {
        case 0x22: try string()
        case 0x7b: try object(depth: depth + 1)
        case 0x5b: try array(depth: depth + 1)
        case 0x74: try word("true")
        case 0x66: try word("false")
        case 0x6e: try word("null")
        default: try number()
        }
    }

    private mutating func object(depth: Int) throws(Malformed) {
        guard depth <= ClientDataReader.deepest else { throw malformed("the client data is too deep") }
        at += 1
        if take(0x7d) { return }
        var keys: [ArraySlice<UInt8>] = []
        try member(keys: &keys, depth: depth)
        try restOfObject(keys: &keys, depth: depth)
    }

    private mutating func array(depth: Int) throws(Malformed) {
        guard depth <= ClientDataReader.deepest else { throw malformed("the client data is too deep") }
        at += 1
        if take(0x5d) { return }
        try value(depth: depth)
        while take(0x2c) { try value(depth: depth) }
        guard take(0x5d) else { throw malformed("a list of the client data is not closed") }
    }

    private mutating func word(_ word: String) throws(Malformed) {
        guard bytes[at...].starts(with: word.utf8) else { throw malformed("a value is missing here") }
        at += word.utf8.count
    }

    private mutating func string() throws(Malformed) {
        at += 1
        while at < bytes.endIndex {
            switch bytes[at] {
            case 0x22:
                at += 1
                return
            case 0x5c: try escape()
            case 0x20...0x7f: at += 1
            default:
                guard let length = UTF8Form.length(at: at, in: bytes, admittingControls: true) else {
                    throw malformed("a text of the client data has a control character or is not UTF-8")
                }
                at += length
            }
        }
        throw malformed("a text of the client data does not end")
    }

    private mutating func escape() throws(Malformed) {
        at += 1
        switch next {
        case 0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74: at += 1
        case 0x75:
            at += 1
            for _ in 0..<4 {
                guard Grammar.isDigit(next) || 0x41...0x46 ~= next || 0x61...0x66 ~= next else {
                    throw malformed("an escape of the client data is cut short")
                }
                at += 1
            }
        default: throw malformed("the client data has an unknown escape")
        }
    }

    private mutating func number() throws(Malformed) {
        _ = take(0x2d)
        if !take(0x30) { try digits() }
        if take(0x2e) { try digits() }
        if take(0x65) || take(0x45) {
            if !take(0x2b) { _ = take(0x2d) }
            try digits()
        }
    }

    private mutating func digits() throws(Malformed) {
        guard Grammar.isDigit(next) else { throw malformed("a value is missing here") }
        while Grammar.isDigit(next) { at += 1 }
    }

    /// The byte to be read, 0 at the end; no rule here admits a byte 0.
    private var next: UInt8 { at < bytes.endIndex ? bytes[at] : 0 }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    private func malformed(_ what: String) -> Malformed { Malformed("P-20", what, at: at - bytes.startIndex) }
}
