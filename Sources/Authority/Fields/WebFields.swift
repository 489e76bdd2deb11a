import Ledger

/// 1 to 8 web origins without repeats, in their signer's order.
package struct WebOrigins: FieldValue {
    package let list: [WebOrigin]
    package static let shape = Shape.origins
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

/// The name of a host in small letters: what passkeys are bound to.
package struct HostName: FieldValue {
    package let text: String
    package static let shape = Shape.host
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, text.utf8.count <= 253, WebOrigin.isHost(Array(text.utf8)[...]),
            text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { throw Misfit(expected: "a host's name like ca.example") }
        self.text = text
    }
    package var json: JSON { .string(text) }
}

/// Hashes in ascending order without repeats; may be empty.
package struct Digests: FieldValue {
    package let list: [Digest]
    package static let shape = Shape.digests
    /// An entry has 65,535 bytes.
    package static let most = 900
    package init(_ json: JSON) throws(Misfit) {
        let misfit = Misfit(expected: "a list of at most \(Self.most) × 64 hex digits, ascending without repeats")
        guard let items = json.list, items.count <= Self.most else { throw misfit }
        let found = items.map { $0.text.flatMap { Digest(hex: $0) } }
        list = found.compactMap(\.self)
        guard list.count == items.count, zip(list, list.dropFirst()).allSatisfy({ $0 < $1 }) else { throw misfit }
    }
    package var json: JSON { .texts(list.map(\.hex)) }
}
