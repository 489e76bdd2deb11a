import Ledger

/// The id of an item: its register's prefix and its number there, given once and never reused (P-9, K-1).
package struct ItemID: Hashable, Sendable {
    /// One to four capital letters; `p` for a person, `m` for a machine.
    package let prefix: String
    package let number: Int

    package init(prefix: String, number: Int) {
        self.prefix = prefix
        self.number = number
    }

    /// Reads `p17`, `m1`, `M-147` or `FAC-3`: no leading zeros, no signs.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard let first = bytes.first else { return nil }
        let digits: Substring.UTF8View
        if first == UInt8(ascii: "p") || first == UInt8(ascii: "m") {
            prefix = first == UInt8(ascii: "p") ? "p" : "m"
            digits = Substring(text).utf8.dropFirst()
        } else {
            let letters = bytes.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            guard (1...4).contains(letters.count), letters.endIndex < bytes.endIndex,
                bytes[letters.endIndex] == UInt8(ascii: "-")
            else { return nil }
            prefix = String(decoding: letters, as: UTF8.self)
            digits = bytes[bytes.index(after: letters.endIndex)...]
        }
        // Acts are named by the place of their first entry, and entry 0 is one.
        guard let number = Self.number(digits), number > 0 || prefix == "A" else { return nil }
        self.number = number
    }

    /// Digits without a leading zero, at most 15 of them.
    package static func number(_ digits: Substring.UTF8View) -> Int? {
        guard (1...15).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        guard digits.first != 0x30 || digits.count == 1 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    package var text: String { prefix == "p" || prefix == "m" ? "\(prefix)\(number)" : "\(prefix)-\(number)" }

    /// Prefixes that no register may take: acts, motions, cases, records; rules and clauses (K-1).
    package static let reserved: Set<String> = ["A", "B", "C", "R", "P", "K", "SP", "SM", "CPS", "RP"]
}

/// A thing that a register holds.
package protocol Item: Sendable {
    /// One to four capital letters before the number of its ids (K-1).
    static var prefix: String { get }
    static var noun: String { get }
    /// The place of the entry that made it.
    var born: Int { get }
    /// Its canonical line, absent fields left out: what snapshot and state hash are made of (P-62).
    var line: JSON { get }
}

/// The id of an item of one register, as a field.
package struct ID<Thing: Item>: FieldValue, Comparable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package static var type: FieldType {
        let sample = ItemID(prefix: Thing.prefix, number: 1).text
        return FieldType(
            Self.self, Thing.prefix, takes: "the id of a \(Thing.noun), like \(sample)", control: .item([Thing.prefix]),
            schema: FieldSchema.item([Thing.prefix]))
    }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let id = ItemID(text), id.prefix == Thing.prefix else {
            throw Misfit(expected: "the id of a \(Thing.noun), like \(ItemID(prefix: Thing.prefix, number: 1).text)")
        }
        number = id.number
    }
    package var item: ItemID { ItemID(prefix: Thing.prefix, number: number) }
    package var text: String { item.text }
    package var json: JSON { .string(text) }
    package var items: [ItemID] { [item] }
    /// Its place in the register's table.
    package var index: Int { number - 1 }
    package static func < (one: ID, other: ID) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}

/// The id of an item of one of several registers, as a field.
package struct AnyID<each Thing: Item>: FieldValue, Comparable {
    package let item: ItemID
    package init(_ item: ItemID) { self.item = item }
    package static var type: FieldType {
        FieldType(
            Self.self, prefixes.joined(separator: "|"), takes: "the id of a \(nouns)", control: .item(prefixes),
            schema: FieldSchema.item(prefixes))
    }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let id = ItemID(text), Self.prefixes.contains(id.prefix) else {
            throw Misfit(expected: "the id of a \(Self.nouns)")
        }
        item = id
    }
    package static var prefixes: [String] {
        var found: [String] = []
        for thing in repeat (each Thing).self { found.append(thing.prefix) }
        return found
    }
    /// `store (S-1) or computer (H-1)`.
    private static var nouns: String {
        var found: [String] = []
        for thing in repeat (each Thing).self {
            found.append("\(thing.noun) (\(ItemID(prefix: thing.prefix, number: 1).text))")
        }
        return found.joined(separator: " or ")
    }
    package var text: String { item.text }
    package var json: JSON { .string(item.text) }
    package var items: [ItemID] { [item] }
    package static func < (one: Self, other: Self) -> Bool {
        one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
}
