import Ledger

/// 1 to 8 web origins without repeats, in their signer's order.
package struct WebOrigins: FieldValue {
    package let list: [WebOrigin]
    package static let type = FieldType(
        WebOrigins.self, "origins",
        takes: "1 to 8 web origins like https://ca.example, separated by commas",
        control: .line(sample: "https://ca.example"),
        schema: FieldSchema.object([("items", FieldSchema.text), ("type", .string("array"))]),
        read: { .array(FieldType.words($0)) })
    package init(_ json: JSON) throws(Misfit) {
        let origins = json.list?.map { $0.text.flatMap { WebOrigin($0) } } ?? []
        guard (1...8).contains(origins.count), !origins.contains(nil), Set(origins).count == origins.count else {
            throw Misfit(expected: "1 to 8 different origins like https://ca.example or http://localhost:8080")
        }
        list = origins.compactMap(\.self)
    }
    package var texts: [String] { list.map(\.text) }
    package var json: JSON { .texts(texts) }
}

/// The name of a host in small letters, without a final dot.
package struct HostName: FieldValue, Comparable {
    package let text: String
    package static let type = FieldType(
        HostName.self, "host", takes: "a host name like ca.example", control: .line(sample: "ca.example"),
        schema: FieldSchema.object([("format", .string("hostname")), ("type", .string("string"))]))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, text.utf8.count <= 253, WebOrigin.isHost(Array(text.utf8)[...]),
            text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { throw Misfit(expected: "a host name like ca.example") }
        self.text = text
    }
    package var json: JSON { .string(text) }
    package static func < (one: HostName, other: HostName) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}

/// An IP address: version 4 in four decimal numbers, version 6 as RFC 5952 writes it.
package struct IPAddress: FieldValue, Comparable {
    package let text: String
    private static let expected = "an IP address like 192.0.2.7 or 2001:db8::7"
    package static let type = FieldType(
        IPAddress.self, "address", takes: expected, control: .line(sample: "192.0.2.7"))
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, IPAddress.isVersion4(text) || IPAddress.isVersion6(text) else {
            throw Misfit(expected: Self.expected)
        }
        self.text = text
    }
    package var json: JSON { .string(text) }
    package static func < (one: IPAddress, other: IPAddress) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }

    private static func isVersion4(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { ItemID.number($0).map { $0 < 256 } ?? false }
    }

    /// Reads the groups and writes them again: only the one form of RFC 5952 comes back as it was.
    private static func isVersion6(_ text: String) -> Bool {
        guard (2...39).contains(text.utf8.count) else { return false }
        let halves = halves(of: text)
        guard halves.count <= 2 else { return false }
        let groups = halves.map { half in
            half.isEmpty ? [] : half.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(group)
        }
        let known = groups.joined().compactMap(\.self)
        guard known.count == groups.joined().count else { return false }
        let missing = 8 - known.count
        guard halves.count == 2 ? missing >= 2 : missing == 0 else { return false }
        let first = groups[0].compactMap(\.self)
        let last = groups.count > 1 ? groups[1].compactMap(\.self) : []
        let all = first + Array(repeating: 0, count: halves.count == 2 ? missing : 0) + last
        return written(all).utf8.elementsEqual(text.utf8)
    }

    private static func halves(of text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        guard let gap = bytes.indices.dropLast().first(where: { bytes[$0] == colon && bytes[$0 + 1] == colon }) else {
            return [bytes]
        }
        return [Array(bytes[..<gap]), Array(bytes[(gap + 2)...])]
    }

    private static func group(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value * 16 + Int(digit - 0x30)
            case 0x61...0x66: value = value * 16 + Int(digit - 0x61) + 10
            default: return nil
            }
        }
        return value
    }

    /// The longest run of two or more zero groups, the first of equals, becomes `::` (RFC 5952, section 4.2).
    private static func written(_ groups: [Int]) -> String {
        var best = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > best.count { best = start..<end }
            start = max(end, start + 1)
        }
        func text(_ part: ArraySlice<Int>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard best.count >= 2 else { return text(groups[...]) }
        return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }
}
