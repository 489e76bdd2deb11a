import Ledger

/// What happened, said by the performer and signed by everybody else who took part (P-40, P-41). It is never refused for
/// being unwelcome: what breaks a rule is kept, in breach.
package protocol Record: Sendable {
    associatedtype Changes: Registers where Changes.Whole == World

    static var kind: String { get }
    static var title: String { get }
    static var clauses: [String] { get }
    static var fields: Fields<Self> { get }
    static var detached: [DetachedNote] { get }
    /// Whether files may stand beside it: where a reason may, unless the kind says otherwise (D11).
    static var takesFiles: Bool { get }
    /// Signed on people's own machines, whatever the policy says (P-42); otherwise in breach.
    static var isLocal: Bool { get }
    /// A kind of act whose signers may make this record where a policy says nothing of it.
    static var like: String? { get }
    /// Who takes part beside the performer.
    static var roles: [Role] { get }
    /// Its completion changes what a register says of an item. Nothing looks up afterwards what became of the record, so it
    /// changes nothing before gates open on it (K-8).
    static var changesFacts: Bool { get }

    /// Values that a form offers for a field, by what is in the body so far: what the Manual accepts, for example.
    static func offers(for field: String, _ body: JSON, in world: World) -> [Offer]

    /// When it happened; without bound (P-10).
    var happened: Time { get }
    var parties: Parties { get }
    /// The performer alone is enough, although the kind has roles.
    var needsNobody: Bool { get }
    /// The hash of the record within which it happened (`Occasion.swift`); nil: on no occasion.
    var within: Digest? { get }
    /// The rules that what happened breaks, judged once, at the place that completes the record (P-40).
    func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach]
    /// What it sets in the histories of the items that it names, at its claim: what becomes of the record is looked up at
    /// its place (K-8).
    func effect(on changes: inout Changes, of record: OpenRecord)
    /// What comes of it once it is complete: an item that it makes is born here, of a kind that asks for it only when the
    /// record is clean.
    func completion(on changes: inout Changes, of record: OpenRecord)
}

extension Record {
    package static var detached: [DetachedNote] { [.reason] }
    package static var takesFiles: Bool { detached.contains { $0.name == DetachedNote.reason.name } }
    package static var isLocal: Bool { false }
    package static var like: String? { nil }
    package static var roles: [Role] { [.observer] }
    package static var changesFacts: Bool { false }
    package static func offers(for field: String, _ body: JSON, in world: World) -> [Offer] { [] }
    package var needsNobody: Bool { false }
    package var within: Digest? { nil }
    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] { [] }
    package func effect(on changes: inout Changes, of record: OpenRecord) {}
    package func completion(on changes: inout Changes, of record: OpenRecord) {}

    func claim(in world: inout World, of record: OpenRecord) {
        effect(on: &world[keyPath: Changes.inside], of: record)
    }

    func complete(in world: inout World, of record: OpenRecord) {
        completion(on: &world[keyPath: Changes.inside], of: record)
    }
}

/// Reads the bodies of a kind of record.
package struct RecordReader: KindReader {
    package let roles: [Role]
    package let read: @Sendable (JSON) throws(Refusal) -> any Record
    package let write: @Sendable (any Record) -> JSON
    package let items: @Sendable (any Record) -> [(field: String, item: ItemID)]
    package let offers: @Sendable (String, JSON, World) -> [Offer]
}

extension Kind {
    package convenience init<R: Record>(record type: R.Type) {
        let fields = R.fields
        self.init(
            record: R.kind, title: R.title, clauses: R.clauses, fields: fields,
            detached: R.detached + (R.takesFiles ? DetachedNote.files : []),
            isLocal: R.isLocal, like: R.like, roles: R.roles.map { ($0.name, $0.count.lowerBound > 0) },
            reader: RecordReader(
                roles: R.roles,
                read: { (json) throws(Refusal) in try fields.read(json) },
                write: { record in (record as? R).map { fields.write($0) } ?? .object([]) },
                items: { record in (record as? R).map { fields.items($0) } ?? [] },
                offers: { R.offers(for: $0, $1, in: $2) }))
    }

    /// Who takes part in a record of this kind beside its performer.
    package var roles: [Role] { (reader as? RecordReader)?.roles ?? [] }

    /// The body of a record of this kind, as it was signed.
    package func body(of record: any Record) -> JSON { (reader as? RecordReader)?.write(record) ?? .object([]) }

    package func items(_ record: any Record) -> [(field: String, item: ItemID)] {
        (reader as? RecordReader)?.items(record) ?? []
    }
}

/// A rule that a record breaks.
package struct Breach: Hashable, Sendable {
    package let clause: String
    package let what: String

    package init(_ clause: String, _ what: String) {
        self.clause = clause
        self.what = what
    }
    package var line: JSON { .line(["clause": .string(clause), "what": .string(what)]) }
}
