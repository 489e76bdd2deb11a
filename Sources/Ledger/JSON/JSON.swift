/// A value of the restricted JSON of P-1: no null, no floats, no negative numbers.
///
/// Members stand in the order in which they are written. Texts are compared as bytes: Swift's own `==` on
/// strings takes "é" as one letter and as two for the same, and their hashes differ.
package enum JSON: Sendable {
    /// Text, valid UTF-8 without control characters (with `\n` in enclosed JSON).
    case string(String)
    /// A whole number from 0 to 2^53 - 1.
    case integer(Int)
    /// `true` or `false`.
    case bool(Bool)
    /// A list, in its order.
    case array([JSON])
    /// Members in ascending order of their keys, none twice.
    case object([Member])

    /// One key of an object and its value.
    package struct Member: Hashable, Sendable {
        /// 1 to 64 letters of `[A-Za-z0-9][A-Za-z0-9._/-]{0,63}`.
        package let key: String
        /// What is under the key.
        package let value: JSON

        /// Makes a member.
        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The largest number that a statement may hold: 2^53 - 1, exact in every JSON reader.
    package static let largestInteger = 9_007_199_254_740_991

    /// An object of these members, put into order; of members with one key the last stays.
    package static func object(of members: KeyValuePairs<String, JSON>) -> JSON {
        var kept: [Member] = []
        for (key, value) in members {
            kept.removeAll { $0.key.utf8.elementsEqual(key.utf8) }
            kept.append(Member(key, value))
        }
        return .object(kept.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    /// The value under a key of an object; nil for other values and absent keys.
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }

    /// The text of a string, else nil.
    package var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The value of a number, else nil.
    package var number: Int? { if case .integer(let number) = self { number } else { nil } }

    /// The value of a boolean, else nil.
    package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }

    /// The values of a list, else nil.
    package var list: [JSON]? { if case .array(let list) = self { list } else { nil } }

    /// The members of an object, else nil.
    package var members: [Member]? { if case .object(let members) = self { members } else { nil } }
}

extension JSON: Hashable {
    /// Compares texts and keys as bytes.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.integer(let a), .integer(let b)): a == b
        case (.bool(let a), .bool(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    /// Agrees with `==`: strings that differ only in their bytes may share a hash, equal bytes always do.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .string(let text): hasher.combine(text)
        case .integer(let number): hasher.combine(number)
        case .bool(let flag): hasher.combine(flag)
        case .array(let list): hasher.combine(list)
        case .object(let members): hasher.combine(members)
        }
    }
}

extension JSON.Member {
    /// Compares the key as bytes.
    package static func == (left: JSON.Member, right: JSON.Member) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
    }
}
