import Ledger

/// An enumeration whose raw values stand in bodies.
package protocol Choice: FieldValue, RawRepresentable, CaseIterable, Comparable where RawValue == String {}

extension Choice {
    package static var words: [String] { allCases.map(\.rawValue) }
    package static var type: FieldType {
        FieldType(
            Self.self, words.joined(separator: "|"), takes: words.joined(separator: ", "), control: .choice(words),
            schema: FieldSchema.words(words), plain: Choices.plain)
    }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let value = Self(rawValue: text), value.rawValue.utf8.elementsEqual(text.utf8)
        else { throw Misfit(expected: "one of " + Self.words.joined(separator: ", ")) }
        self = value
    }
    package var json: JSON { .string(rawValue) }
    package static func < (one: Self, other: Self) -> Bool {
        one.rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
    }
}

package enum Choices {
    /// A choice in words: `erased-and-stored` reads “erased and stored”.
    package static let plain: @Sendable (JSON) -> String = { json in
        FieldType.text(json).split(separator: "-").joined(separator: " ")
    }
}

/// Yes or no, where neither may be taken for granted.
package enum YesNo: String, Choice { case no, yes }
