import Ledger

/// What happened, said by the performer and signed by whoever observed it (P-40, P-41). It is never refused for being
/// unwelcome: what breaks a rule is kept, in breach.
package protocol Record: Sendable {
    associatedtype Changes: Registers where Changes.Whole == World

    static var kind: String { get }
    static var title: String { get }
    static var clauses: [String] { get }
    static var fields: Fields<Self> { get }
    static var detached: [DetachedNote] { get }
    /// Signed on people's own machines, whatever the policy says (P-42); otherwise in breach.
    static var isLocal: Bool { get }

    /// When it happened; without bound (P-10).
    var happened: Time { get }
    var observer: Observer { get }
    /// The rules that what happened breaks, judged once, at the place that completes the record (P-40).
    func breaches(in world: World, at moment: Moment) -> [Breach]
    /// What it sets carries when it happened and its place: an older happening does not overwrite a newer (P-41).
    func effect(on changes: inout Changes, of record: OpenRecord)
}

extension Record {
    package static var detached: [DetachedNote] { [.reason] }
    package static var isLocal: Bool { false }
    package func breaches(in world: World, at moment: Moment) -> [Breach] { [] }

    func apply(to world: inout World, of record: OpenRecord) {
        effect(on: &world[keyPath: Changes.inside], of: record)
    }
}

/// Reads the bodies of a kind of record.
package struct RecordReader: KindReader {
    package let read: @Sendable (JSON) throws(Refusal) -> any Record
    package let write: @Sendable (any Record) -> JSON
    package let items: @Sendable (any Record) -> [(field: String, item: ItemID)]
}

extension Kind {
    convenience init<R: Record>(record type: R.Type) {
        let fields = R.fields
        self.init(
            record: R.kind, title: R.title, clauses: R.clauses, fields: fields, detached: R.detached,
            isLocal: R.isLocal,
            reader: RecordReader(
                read: { (json) throws(Refusal) in try fields.read(json) },
                write: { record in (record as? R).map(fields.write) ?? .object([]) },
                items: { record in (record as? R).map(fields.items) ?? [] }))
    }

    /// The body of a record of this kind, as it was signed.
    package func body(of record: any Record) -> JSON { (reader as? RecordReader)?.write(record) ?? .object([]) }

    package func items(_ record: any Record) -> [(field: String, item: ItemID)] {
        (reader as? RecordReader)?.items(record) ?? []
    }
}

/// The second pair of eyes that a performer names, or nobody, with the reason beside the line.
package enum Observer: FieldValue {
    case person(Int), none

    package static let shape = Shape.observer
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text else { throw Misfit(expected: "a person's id or none") }
        if text == "none" {
            self = .none
        } else if let id = ItemID(text), id.letter == Person.letter {
            self = .person(id.number)
        } else {
            throw Misfit(expected: "a person's id, like p4, or none")
        }
    }
    package var json: JSON {
        switch self {
        case .person(let number): .person(number)
        case .none: .string("none")
        }
    }
    package var items: [ItemID] {
        switch self {
        case .person(let number): [ItemID(letter: Person.letter, number: number)]
        case .none: []
        }
    }
}

/// A rule that a record breaks.
package struct Breach: Equatable, Sendable {
    package let clause: String
    package let what: String

    package init(_ clause: String, _ what: String) {
        self.clause = clause
        self.what = what
    }
    package var line: JSON { .line(["clause": .string(clause), "what": .string(what)]) }
}

/// A record as it stands: claimed until it is complete, then for ever.
package struct OpenRecord: Sendable {
    package let kind: Kind
    package let record: any Record
    package let place: Int
    package let hash: Digest
    package let performer: Int
    package let observer: Observer
    package let happened: Time
    package let recorded: Time
    /// The observer's signature, by its place.
    package var observed: Int?
    /// The entry that completed it.
    package var complete: Int?
    package var breaches: [Breach] = []
    /// Some statement of it came over an hour after its claim, or over a day after the happening (P-43).
    package var late: Bool
    /// Who, without a part in it, saw the thing or the evidence as recorded; by place.
    package var attested: Int?

    package var name: String { "R-\(place)" }
    /// When it counts as having happened where history is ordered (P-41): never after it was recorded, or a date in
    /// the future would outlast everything that really happens.
    package var ordered: Time { min(happened, recorded) }
    /// Complete, in no breach, and in time or attested: a gate may open on it (P-41, P-43).
    package var opensGates: Bool { complete != nil && breaches.isEmpty && (!late || attested != nil) }
    package var word: String {
        if complete == nil { return "claimed" }
        if !breaches.isEmpty { return "in breach" }
        return late && attested == nil ? "late" : "complete"
    }

    package var line: JSON {
        .line([
            "attested": attested.map { .integer($0) },
            "breaches": breaches.isEmpty ? nil : .array(breaches.map(\.line)),
            "complete": complete.map { .integer($0) },
            "happened": .string(happened.text), "hash": .string(hash.hex), "kind": .string(kind.name),
            "late": late ? .bool(true) : nil,
            "observed": observed.map { .integer($0) }, "observer": observer.json, "performer": .integer(performer),
            "place": .integer(place),
        ])
    }
}
