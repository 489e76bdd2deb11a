extension JSON {
    /// Reads the JSON of a statement (P-1): an object, depth at most 8, the only escapes `\"` and `\\`.
    ///
    /// The bytes are exactly the object, without the LF of the line. Throws for whatever `written` would not
    /// write.
    package init(statement bytes: ArraySlice<UInt8>) throws(Malformed) {
        var reader = JSONReader(bytes, deepest: 8, takesNewlines: false)
        self = try reader.document()
    }

    /// Reads the JSON of an enclosure, a policy or a Manual (P-1): depth at most 16, also the escape `\n`.
    package init(enclosed bytes: [UInt8]) throws(Malformed) {
        var reader = JSONReader(bytes[...], deepest: 16, takesNewlines: true)
        self = try reader.document()
    }
}

/// One pass over bytes that refuses everything the canonical writer would not write.
///
/// Whatever is accepted is therefore its own canonical form, and no second text has the same meaning: two
/// readings of one signature are impossible.
struct JSONReader {
    private let bytes: ArraySlice<UInt8>
    private let deepest: Int
    private let takesNewlines: Bool
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>, deepest: Int, takesNewlines: Bool) {
        self.bytes = bytes
        self.deepest = deepest
        self.takesNewlines = takesNewlines
        at = bytes.startIndex
    }

    /// The one object that the bytes are, with nothing before or after it.
    mutating func document() throws(Malformed) -> JSON {
        guard next == 0x7b else { throw malformed("the JSON is not an object") }
        let value = try object(depth: 1)
        guard at == bytes.endIndex else { throw malformed("there are bytes after the object") }
        return value
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(Malformed) -> JSON {
        switch next {
        case 0x22: return .string(try string())
        case 0x30...0x39: return .integer(try integer())
        case 0x7b: return try object(depth: depth + 1)
        case 0x5b: return try array(depth: depth + 1)
        case 0x74:
            try word("true")
            return .bool(true)
        case 0x66:
            try word("false")
            return .bool(false)
        default: throw malformed("a value is missing here")
        }
    }

    private mutating func object(depth: Int) throws(Malformed) -> JSON {
        guard depth <= deepest else { throw malformed("the JSON is deeper than \(deepest)") }
        at += 1
        var members: [JSON.Member] = []
        if take(0x7d) { return .object(members) }
        members.reserveCapacity(8)
        var previous = at..<at
        while true {
            let key = try key()
            // Strictly ascending, so that a key cannot stand twice either.
            guard bytes[previous].lexicographicallyPrecedes(bytes[key]) else {
                throw malformed("the keys are not in ascending order", at: key.lowerBound)
            }
            previous = key
            guard take(0x3a) else { throw malformed("a colon is missing after a key") }
            let value = try value(depth: depth)
            members.append(JSON.Member(String(decoding: bytes[key], as: UTF8.self), value))
            if take(0x2c) { continue }
            guard take(0x7d) else { throw malformed("the object is not closed") }
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(Malformed) -> JSON {
        guard depth <= deepest else { throw malformed("the JSON is deeper than \(deepest)") }
        at += 1
        var values: [JSON] = []
        if take(0x5d) { return .array(values) }
        while true {
            values.append(try value(depth: depth))
            if take(0x2c) { continue }
            guard take(0x5d) else { throw malformed("the list is not closed") }
            return .array(values)
        }
    }

    /// `[A-Za-z0-9][A-Za-z0-9._/-]{0,63}` in quotation marks; gives the place of the letters.
    private mutating func key() throws(Malformed) -> Range<Int> {
        guard take(0x22) else { throw malformed("a key does not begin with a quotation mark") }
        let start = at
        while next != 0x22 {
            let letter = next
            guard Grammar.isLetterOrDigit(letter) || (at > start && Grammar.isKeyMark(letter)) else {
                throw malformed("a key has a character that keys may not have")
            }
            at += 1
        }
        guard 1...64 ~= at - start else { throw malformed("a key is empty or longer than 64", at: start) }
        let key = start..<at
        guard take(0x22) else { throw malformed("a key does not end") }
        return key
    }

    private mutating func integer() throws(Malformed) -> Int {
        let start = at
        var number = 0
        while Grammar.isDigit(next) {
            // 16 digits reach 2^53 - 1; the limit also keeps the sum from overflowing.
            guard at - start < 16 else { throw malformed("a number is above 2^53 - 1", at: start) }
            number = number * 10 + Int(next &- 0x30)
            at += 1
        }
        guard number <= JSON.largestInteger else { throw malformed("a number is above 2^53 - 1", at: start) }
        guard at - start == 1 || bytes[start] != 0x30 else {
            throw malformed("a number begins with zero", at: start)
        }
        return number
    }

    private mutating func word(_ word: StaticString) throws(Malformed) {
        let length = word.utf8CodeUnitCount
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: length)
        guard bytes.endIndex - at >= length, bytes[at..<at + length].elementsEqual(letters) else {
            throw malformed("a value is missing here")
        }
        at += length
    }

    // MARK: Strings

    private mutating func string() throws(Malformed) -> String {
        at += 1
        let start = at
        // Set at the first escape; until then the text is a stretch of the bytes.
        var unescaped: [UInt8]?
        while at < bytes.endIndex {
            let byte = bytes[at]
            switch byte {
            case 0x22:
                let text =
                    unescaped.map { String(decoding: $0, as: UTF8.self) }
                    ?? String(decoding: bytes[start..<at], as: UTF8.self)
                at += 1
                return text
            case 0x5c:
                if unescaped == nil { unescaped = Array(bytes[start..<at]) }
                at += 1
                unescaped?.append(try escaped())
            case 0x20...0x7e:
                unescaped?.append(byte)
                at += 1
            default:
                guard let length = UTF8Form.length(at: at, in: bytes) else {
                    throw malformed("a string has a control character or is not UTF-8")
                }
                unescaped?.append(contentsOf: bytes[at..<at + length])
                at += length
            }
        }
        throw malformed("a string does not end")
    }

    private mutating func escaped() throws(Malformed) -> UInt8 {
        switch next {
        case 0x22, 0x5c:
            at += 1
            return bytes[at - 1]
        case 0x6e where takesNewlines:
            at += 1
            return 0x0a
        default:
            throw malformed("a string has an escape that is not written so")
        }
    }

    // MARK: Bytes

    /// The byte to be read, 0 at the end: no rule admits a byte 0, so the end is refused wherever something
    /// must stand.
    private var next: UInt8 { at < bytes.endIndex ? bytes[at] : 0 }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    private func malformed(_ what: String, at place: Int? = nil) -> Malformed {
        Malformed("P-1", what, at: (place ?? at) - bytes.startIndex)
    }
}
