import Ledger

/// Several values without repeats, ascending by their written bytes; left out of the line when empty.
package struct Ascending<Value: FieldValue & Comparable>: FieldValue {
    package let values: [Value]
    /// An entry has 65,535 bytes; what is longer is an enclosure of rows.
    package static var most: Int { 64 }

    package init() { values = [] }

    package init(_ values: [Value]) {
        self.values = Set(values).sorted { $0.json.written().lexicographicallyPrecedes($1.json.written()) }
    }

    package init(_ json: JSON) throws(Misfit) {
        let misfit = Misfit(expected: "1 to \(Self.most) different values in ascending order, each \(Value.type.takes)")
        guard let list = json.list, (1...Self.most).contains(list.count) else { throw misfit }
        values = try list.map { (item) throws(Misfit) in try Value(item) }
        let written = list.map { $0.written() }
        guard zip(written, written.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else { throw misfit }
    }

    package static var type: FieldType {
        let one = Value.type
        let (schema, read) = one.list(upTo: most)
        let control: FieldType.Control =
            switch one.control {
            case .choice(let words): .choices(words)
            case .item(let prefixes): .items(prefixes)
            default: .line(sample: "")
            }
        var type = FieldType(
            Self.self, "\(one.word),…", takes: "\(one.takes); separate several with commas", control: control,
            schema: schema,
            // People need not sort what they type.
            read: { text in
                read(text)?.list.map { list in
                    .array(list.sorted { $0.written().lexicographicallyPrecedes($1.written()) })
                }
            },
            plain: { json in (json.list ?? []).map(one.plain).joined(separator: ", ") },
            mentions: { json in (json.list ?? []).flatMap(one.mentions) })
        type.isOptional = true
        return type
    }
    package var json: JSON { .array(values.map(\.json)) }
    package var items: [ItemID] { values.flatMap(\.items) }
    package static var whenAbsent: Self? { Self() }
    package var isAbsent: Bool { values.isEmpty }
}

/// Hashes in ascending order without repeats; may be empty.
package struct Digests: FieldValue {
    package let list: [Digest]
    /// An entry has 65,535 bytes.
    package static let most = 900
    package static let type = FieldType(
        Digests.self, "digests",
        takes: "fingerprints of 64 lower-case hex digits in ascending order, separated by commas; may be empty",
        control: .line(sample: "none"),
        schema: FieldSchema.object([
            ("items", FieldSchema.pattern("^[0-9a-f]{64}$")), ("type", .string("array")),
        ]),
        read: { text in .array(text == "none" ? [] : FieldType.words(text)) },
        plain: { json in json.list?.isEmpty == true ? "none" : FieldType.text(json) },
        mentions: { json in (json.list ?? []).compactMap { $0.text.flatMap { Digest(hex: $0) } }.map { .key($0) } })
    package init(_ json: JSON) throws(Misfit) {
        let misfit = Misfit(
            expected: "at most \(Self.most) different fingerprints of 64 lower-case hex digits, in ascending order")
        guard let items = json.list, items.count <= Self.most else { throw misfit }
        let found = items.map { $0.text.flatMap { Digest(hex: $0) } }
        list = found.compactMap(\.self)
        guard list.count == items.count, zip(list, list.dropFirst()).allSatisfy({ $0 < $1 }) else { throw misfit }
    }
    package var json: JSON { .texts(list.map(\.hex)) }
}
