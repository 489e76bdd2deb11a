import Ledger

/// The id of an item: its register's letter and its number there, given once and never reused (P-9).
package struct ItemID: Hashable, Sendable {
    package let letter: String
    package let number: Int

    package init(letter: String, number: Int) {
        self.letter = letter
        self.number = number
    }

    /// Reads `p17`, `m1` or `M-147`: no leading zeros, no signs.
    package init?(_ text: String) {
        var bytes = Substring(text).utf8
        guard let first = bytes.popFirst() else { return nil }
        if first == UInt8(ascii: "p") || first == UInt8(ascii: "m") {
            letter = String(UnicodeScalar(first))
        } else {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first), bytes.popFirst() == UInt8(ascii: "-")
            else { return nil }
            letter = String(UnicodeScalar(first))
        }
        guard let number = Self.number(bytes), number > 0 || letter == "A" else { return nil }
        self.number = number
    }

    /// Digits without a leading zero, at most 15 of them.
    static func number(_ digits: Substring.UTF8View) -> Int? {
        guard (1...15).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        guard digits.first != 0x30 || digits.count == 1 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    package var text: String { letter == "p" || letter == "m" ? "\(letter)\(number)" : "\(letter)-\(number)" }
}

/// A thing that a register holds.
package protocol Item: Sendable {
    /// The letter of its ids; A, R, B and C are taken by acts, records, motions and cases (P-9).
    static var letter: String { get }
    static var noun: String { get }
    /// The place of the entry that made it.
    var born: Int { get }
    /// Its canonical line, absent fields left out: what snapshot and state hash are made of (P-62).
    var line: JSON { get }
}

/// The id of an item of one register, as a field.
package struct ID<Thing: Item>: FieldValue {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package static var shape: Shape { .item(Thing.letter) }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let id = ItemID(text), id.letter == Thing.letter else {
            throw Misfit(expected: "the id of a \(Thing.noun), like \(ItemID(letter: Thing.letter, number: 1).text)")
        }
        number = id.number
    }
    package var item: ItemID { ItemID(letter: Thing.letter, number: number) }
    package var text: String { item.text }
    package var json: JSON { .string(text) }
    package var items: [ItemID] { [item] }
    /// Its place in the register's table.
    package var index: Int { number - 1 }
}
