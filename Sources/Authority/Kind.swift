import Ledger

/// A kind of statement that proposes an act or makes a record, described once: for pages, commands, the reader of
/// statements and the policy loader.
package final class Kind: Sendable {
    package let name: String
    package let title: String
    package let clauses: [String]
    package let part: Part
    package let notes: [FieldNote]
    package let detached: [DetachedNote]
    /// Those of them that are words: what a form asks for, field by field.
    package var texts: [DetachedNote] { detached.filter { !$0.isFile } }
    package var takesFiles: Bool { detached.contains(where: \.isFile) }
    /// Fields that are hashes of enclosures, which the proposal must list (P-7).
    package let encloses: [String]
    /// The longest of all its enclosures, those too that no field names (K-22); of a record nobody asks.
    package let enclosureBytesMax: Int
    package let narrows: Bool
    package let isNeutral: Bool
    package let changesRules: Bool
    package let needsArbitrator: Bool
    package let isLocal: Bool
    package let hasHolder: Bool
    /// Reads a body and writes it back: what is accepted encodes to itself.
    package let rewrite: @Sendable (JSON) throws(Refusal) -> JSON
    /// The kind whose requirement stands for this one's where a policy says nothing of it, and whether it must be the same.
    package let like: String?
    package let mustBeLike: Bool
    /// Of a record: the roles beside its performer's, and whether somebody must fill each.
    package let roleNames: [(name: String, isNeeded: Bool)]
    /// What reads the body as its own type; each part's catalogue knows which.
    package let reader: any KindReader
    private let itemsOfBody: @Sendable (JSON) throws(Refusal) -> [(field: String, item: ItemID)]

    /// A kind of act, of the part that its type belongs to.
    package init<A: Act>(_ type: A.Type) {
        // Once a kind: static stored properties do not exist in generic types, and a derived kind's fields are computed.
        let fields = A.fields
        (name, title, clauses, part) = (A.kind, A.title, A.clauses, A.Sees.part)
        (notes, encloses, enclosureBytesMax) = (fields.notes, A.encloses, A.enclosureBytesMax)
        detached = A.detached + (A.takesFiles ? DetachedNote.files : [])
        (narrows, changesRules, isLocal, hasHolder) = (A.narrows, A.changesRules, A.isLocal, A.hasHolder)
        (isNeutral, needsArbitrator) = (A.isNeutral, A.needsArbitrator)
        roleNames = []
        (like, mustBeLike) = (A.like, A.mustBeLike)
        reader = ActReader<A.Sees>(
            read: { (json) throws(Refusal) in try fields.read(json) },
            write: { act in (act as? A).map { fields.write($0) } ?? .object([]) },
            items: { act in (act as? A).map { fields.items($0) } ?? [] })
        rewrite = { (json) throws(Refusal) in fields.write(try fields.read(json)) }
        itemsOfBody = { (json) throws(Refusal) in fields.items(try fields.read(json)) }
    }

    /// A kind of record; the part above gives what reads it.
    package init<Body: Sendable>(
        record name: String, title: String, clauses: [String], fields: Fields<Body>, detached: [DetachedNote],
        isLocal: Bool, like: String?, roles: [(name: String, isNeeded: Bool)], reader: any KindReader
    ) {
        (self.like, mustBeLike) = (like, false)
        (self.name, self.title, self.clauses, part) = (name, title, clauses, .record)
        (notes, self.detached, encloses, enclosureBytesMax) = (fields.notes, detached, [], .max)
        (narrows, changesRules, self.isLocal, hasHolder) = (false, false, isLocal, false)
        (isNeutral, needsArbitrator) = (false, false)
        roleNames = roles
        self.reader = reader
        rewrite = { (json) throws(Refusal) in fields.write(try fields.read(json)) }
        itemsOfBody = { (json) throws(Refusal) in fields.items(try fields.read(json)) }
    }

    /// The items that a body names, with their fields.
    package func items(in body: JSON) throws(Refusal) -> [(field: String, item: ItemID)] { try itemsOfBody(body) }

    /// The groups that a body names, with the sort that each field asks for. Pools may be worked out from these.
    package func groupFields(in body: JSON) -> [(field: String, code: String, sort: Group.Sort?)] {
        Kind.groupFields(notes, in: body)
    }

    /// The same with the groups inside the facts that a change sets. They must exist, and no pool is worked out from them:
    /// else who changes the facts of an item would choose who signs the change.
    package func namedGroups(in body: JSON) -> [(field: String, code: String, sort: Group.Sort?)] {
        groupFields(in: body)
            + notes.flatMap { note -> [(field: String, code: String, sort: Group.Sort?)] in
                guard case .facts(let facts) = note.type.control, let set = body[note.name] else { return [] }
                return Kind.groupFields(facts, in: set)
            }
    }

    private static func groupFields(
        _ notes: [FieldNote], in body: JSON
    ) -> [(field: String, code: String, sort: Group.Sort?)] {
        notes.compactMap { note in
            guard case .group(let sort) = note.type.control, let code = body[note.name]?.text else { return nil }
            return (note.name, code, sort)
        }
    }

    /// The person whom restricted parts beside a statement with this body concern; nil: its signer.
    package func subject(in body: JSON) -> Int? {
        guard let field = notes.first(where: { $0.marks.contains(.subject) })?.name,
            let id = body[field]?.text.flatMap({ ItemID($0) }), id.prefix == Person.prefix
        else { return nil }
        return id.number
    }

    /// The groups that a body names, by field.
    package func groups(in body: JSON) -> [String: String] {
        Dictionary(groupFields(in: body).map { ($0.field, $0.code) }) { first, _ in first }
    }

    package var isRecord: Bool { part == .record }
    /// P-23: widening is the default for authority's kinds.
    package var widens: Bool { part == .authority && !narrows && !isNeutral }

    /// How many different people must sign on their own machines where no motion decides, whatever a policy says (P-23, K-31).
    package var localFloor: Int {
        guard part == .authority, !narrows else { return 0 }
        return isNeutral ? 1 : changesRules ? 3 : 2
    }
}

/// What reads the bodies of one kind.
package protocol KindReader: Sendable {}

/// Reads the body of an act, and writes it again.
package struct ActReader<S: Scope>: KindReader {
    package let read: @Sendable (JSON) throws(Refusal) -> any Act<S>
    package let write: @Sendable (any Act<S>) -> JSON
    package let items: @Sendable (any Act<S>) -> [(field: String, item: ItemID)]
}

/// The kinds of acts of one part, by name.
package struct ActCatalogue<S: Scope>: Sendable {
    private let entries: [String: (kind: Kind, reader: ActReader<S>)]

    /// Takes those of the kinds that are acts of this part.
    package init(_ kinds: [Kind]) {
        entries = Dictionary(
            kinds.compactMap { kind in (kind.reader as? ActReader<S>).map { (kind.name, (kind, $0)) } }
        ) { first, _ in first }
    }

    package subscript(name: String) -> (kind: Kind, reader: ActReader<S>)? { entries[name] }
}

extension Kind {
    /// The body of an act of this kind, as it was signed.
    package func body<S: Scope>(of act: any Act<S>) -> JSON { (reader as? ActReader<S>)?.write(act) ?? .object([]) }

    package func items<S: Scope>(_ act: any Act<S>) -> [(field: String, item: ItemID)] {
        (reader as? ActReader<S>)?.items(act) ?? []
    }

    /// What the policy loader must know of a kind. Chapters beside authority's are told by whoever lists them.
    package var facts: KindFacts {
        var groupFields: [String: Group.Sort?] = [:]
        for note in notes {
            if case .group(let sort) = note.type.control { groupFields[note.name] = .some(sort) }
        }
        // A person, or something that is a person's: a stop, a disowning, a key.
        let theirs: Set = [Person.prefix, Stop.prefix, Disowning.prefix]
        let people = notes.contains { note in
            !theirs.isDisjoint(with: note.type.prefixes) || note.name == "key" && note.type.control == .digest
        }
        return KindFacts(
            name: name, isRecord: isRecord, widens: widens, needsThree: changesRules,
            hasHolder: hasHolder, groupFields: groupFields, namesPeople: people,
            setsStop: name == SetStop.kind,
            endsStop: name == EndStop.kind, restores: name == LiftStop.kind, isLocal: isLocal,
            replacesKeys: name == AnnounceReplacement.kind, like: like, mustBeLike: mustBeLike, roles: roleNames,
            needsArbitrator: needsArbitrator, chapter: part == .authority ? .authority : nil)
    }
}

extension Authority {
    /// Every kind of act of authority. Signer and hosts know these and no others.
    package static let kinds: [Kind] = core + Authority().registers.flatMap { type(of: $0).kinds }

    /// Those about people, keys, seats, stops, machines and the policy itself.
    private static let core: [Kind] = [
        Kind(EnrolPerson.self), Kind(EnrolKey.self), Kind(RevokeKey.self),
        Kind(SeatInBody.self), Kind(LeaveBody.self), Kind(AppointToTeam.self),
        Kind(AppointLeader.self), Kind(LeaveTeam.self), Kind(AddToList.self),
        Kind(RemoveFromList.self), Kind(EndSeat.self), Kind(SetStop.self),
        Kind(EndStop.self), Kind(LiftStop.self), Kind(AcknowledgeVoid.self),
        Kind(ChangePolicy.self),
        Kind(AdoptEdition.self), Kind(AnnounceReplacement.self),
        Kind(DisownKey.self), Kind(AnswerDisowned.self), Kind(ChangeWeb.self),
        Kind(EraseSubject.self), Kind(EraseContent.self),
        Kind(EnrolMachine.self), Kind(RetireMachine.self),
    ]

    /// What the policy loader must know of them.
    package static let facts: [KindFacts] = kinds.map(\.facts)

    package static let catalogue = ActCatalogue<Authority>(kinds)
}
