import Ledger

/// What the values of a field look like to people and programs. A value type brings its own, so that forms, commands,
/// schemas and sentences come from the declaration, and no list of all types stands anywhere.
package struct FieldType: Sendable {
    /// How a form asks for it. A page draws these; nothing else tells them apart.
    package enum Control: Equatable, Sendable {
        /// One line of text, with a sample in it.
        case line(sample: String)
        case time
        case day
        case number
        case publicKey
        case digest
        /// One of a few words.
        case choice([String])
        /// Some of a few words.
        case choices([String])
        /// An item of one of the registers with these prefixes; people are `p`.
        case item([String])
        /// Several of them.
        case items([String])
        /// A group of the policy, of this sort if one is named.
        case group(Group.Sort?)
        /// People with the role of each.
        case parties([String])
        /// Values of other fields, each asked for by its own control.
        case facts([FieldNote])
    }

    /// In one word, for usage lines and tables: `code`, `M`, `disk|tape`.
    package let word: String
    /// What it takes, as a sentence goes on after “takes”.
    package let takes: String
    package let control: Control
    /// Its JSON schema, without a description.
    package let schema: JSON
    /// What somebody typed, as it would be in the line; nil where it does not fit.
    package let read: @Sendable (String) -> JSON?
    /// The value as people read it.
    package let plain: @Sendable (JSON) -> String
    private let typing: @Sendable (JSON) -> String
    /// What a value names, so that a reader can look it up.
    package let mentions: @Sendable (JSON) -> [Mention]
    /// The field may be left out.
    package var isOptional = false

    /// The prefixes of the items that it can name; `p` is a person.
    package var prefixes: [String] {
        switch control {
        case .item(let prefixes), .items(let prefixes): prefixes
        case .parties: [Person.prefix]
        default: otherPrefixes
        }
    }
    /// For a line of text that may name an item beside other things.
    package var otherPrefixes: [String] = []

    /// A type that is read from its text, or by `read`.
    package init<Value: FieldValue>(
        _ value: Value.Type, _ word: String, takes: String, control: Control? = nil, sample: String = "",
        schema: JSON = FieldSchema.text,
        read: (@Sendable (String) -> JSON?)? = nil, plain: (@Sendable (JSON) -> String)? = nil,
        typed: (@Sendable (JSON) -> String)? = nil,
        mentions: (@Sendable (JSON) -> [Mention])? = nil
    ) {
        (self.word, self.takes, self.schema) = (word, takes, schema)
        self.control = control ?? .line(sample: sample)
        let read = read ?? { .string($0) }
        self.read = { text in read(text).flatMap { try? Value($0) }?.json }
        self.plain = plain ?? FieldType.text
        typing = typed ?? FieldType.text
        self.mentions = mentions ?? { json in ((try? Value(json))?.items ?? []).map { .item($0) } }
    }

    /// What somebody types to say this value; nil where no text says it. Commands and links that are shown to be used again
    /// are made of it: one that left a value out would make another statement.
    package func typed(_ json: JSON) -> String? {
        let text = typing(json)
        return read(text)?.written() == json.written() ? text : nil
    }

    /// A value as it is: text, number, or the words of a list.
    package static let text: @Sendable (JSON) -> String = { json in
        if let text = json.text { return text }
        if let number = json.number { return String(number) }
        if let list = json.list { return list.map(FieldType.text).joined(separator: ", ") }
        return String(decoding: json.written(), as: UTF8.self)
    }

    /// The words of a list, as people part them: by commas, spaces or lines.
    package static func words(_ text: String) -> [JSON] {
        text.split { $0 == "," || $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" }.map { .string(String($0)) }
    }

    /// The same type for a list of its values.
    package func list(upTo most: Int) -> (schema: JSON, read: @Sendable (String) -> JSON?) {
        let one = read
        let schema = FieldSchema.object([
            ("items", schema), ("maxItems", .integer(most)), ("type", .string("array")),
        ])
        return (
            schema,
            { text in
                let values = FieldType.words(text).map { $0.text.flatMap(one) }
                return values.contains { $0 == nil } ? nil : .array(values.compactMap(\.self))
            }
        )
    }
}

/// Something that a value names, and that a reader wants to see as what it is.
package enum Mention: Equatable, Sendable {
    case item(ItemID)
    /// A key by its fingerprint, which must be known.
    case key(Digest)
    /// A digest that may be a key's.
    case digest(Digest)
    /// A whole public key.
    case publicKey(PublicKey)
    case group(String)
    case time(Time)
    /// The place of an entry.
    case entry(Int)
}

/// Small pieces of JSON schema.
package enum FieldSchema {
    package static let text = object([("type", .string("string"))])

    package static func pattern(_ pattern: String) -> JSON {
        object([("pattern", .string(pattern)), ("type", .string("string"))])
    }

    package static func number(_ range: ClosedRange<Int>) -> JSON {
        object([
            ("maximum", .integer(range.upperBound)), ("minimum", .integer(range.lowerBound)),
            ("type", .string("integer")),
        ])
    }

    /// The pattern of ids with these prefixes.
    package static func item(_ prefixes: [String]) -> JSON {
        let forms = prefixes.map { $0 == "p" || $0 == "m" ? "\($0)[1-9][0-9]*" : "\($0)-[1-9][0-9]*" }
        return pattern(forms.count == 1 ? "^\(forms[0])$" : "^(\(forms.joined(separator: "|")))$")
    }

    package static func words(_ words: [String]) -> JSON {
        object([("enum", .texts(words)), ("type", .string("string"))])
    }

    package static func object(_ members: [(String, JSON)]) -> JSON {
        .sorted(members.map { JSON.Member($0.0, $0.1) })
    }
}
