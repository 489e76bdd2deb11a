import Ledger

/// A kind of statement that proposes an act or makes a record, with its type erased: for pages, commands,
/// decoder and policy loader.
package final class Kind: Sendable {
    /// What stands behind the name.
    package enum Reader: Sendable {
        case authority(@Sendable (JSON) throws(Refusal) -> any Act<Authority>)
        case register(@Sendable (JSON) throws(Refusal) -> any Act<World>)
        case record(@Sendable (JSON) throws(Refusal) -> any Record)
    }

    package let name: String
    package let title: String
    package let clauses: [String]
    package let part: StatementSort.Part
    package let notes: [FieldNote]
    package let detached: [DetachedNote]
    package let encloses: [String]
    package let narrows: Bool
    package let changesRules: Bool
    package let isLocal: Bool
    package let hasHolder: Bool
    package let reader: Reader
    /// Reads a body and writes it back: what is accepted encodes to itself.
    package let rewrite: @Sendable (JSON) throws(Refusal) -> JSON
    private let itemsOfBody: @Sendable (JSON) throws(Refusal) -> [(field: String, item: ItemID)]

    init<A: Act<Authority>>(authority type: A.Type) {
        (name, title, clauses, part) = (A.kind, A.title, A.clauses, .authority)
        (notes, detached, encloses) = (A.fields.notes, A.detached, A.encloses)
        (narrows, changesRules, isLocal) = (A.narrows, A.changesRules, A.isLocal)
        hasHolder = A.hasHolder
        reader = .authority { (json) throws(Refusal) in try A.fields.read(json) }
        rewrite = { (json) throws(Refusal) in A.fields.write(try A.fields.read(json)) }
        itemsOfBody = { (json) throws(Refusal) in A.fields.items(try A.fields.read(json)) }
    }

    init<A: Act<World>>(register type: A.Type) {
        (name, title, clauses, part) = (A.kind, A.title, A.clauses, .register)
        (notes, detached, encloses) = (A.fields.notes, A.detached, A.encloses)
        (narrows, changesRules, isLocal, hasHolder) = (A.narrows, A.changesRules, A.isLocal, false)
        reader = .register { (json) throws(Refusal) in try A.fields.read(json) }
        rewrite = { (json) throws(Refusal) in A.fields.write(try A.fields.read(json)) }
        itemsOfBody = { (json) throws(Refusal) in A.fields.items(try A.fields.read(json)) }
    }

    init<R: Record>(record type: R.Type) {
        (name, title, clauses, part) = (R.kind, R.title, R.clauses, .record)
        (notes, detached, encloses) = (R.fields.notes, R.detached, [])
        (narrows, changesRules, isLocal, hasHolder) = (false, false, R.isLocal, false)
        reader = .record { (json) throws(Refusal) in try R.fields.read(json) }
        rewrite = { (json) throws(Refusal) in R.fields.write(try R.fields.read(json)) }
        itemsOfBody = { (json) throws(Refusal) in R.fields.items(try R.fields.read(json)) }
    }

    /// The items that a body names, with their fields.
    package func items(in body: JSON) throws(Refusal) -> [(field: String, item: ItemID)] { try itemsOfBody(body) }
    func items<S: Scope>(_ act: any Act<S>) -> [(field: String, item: ItemID)] { Self.items(opening: act) }
    func items(_ record: any Record) -> [(field: String, item: ItemID)] { Self.items(opening: record) }
    private static func items<A: Act>(opening act: A) -> [(field: String, item: ItemID)] { A.fields.items(act) }
    private static func items<R: Record>(opening record: R) -> [(field: String, item: ItemID)] {
        R.fields.items(record)
    }

    /// The groups that a body names, with the sort that each field asks for.
    package func groupFields(in body: JSON) -> [(field: String, code: String, sort: Group.Sort?)] {
        notes.compactMap { note in
            guard case .group(let sort) = note.shape, let code = body[note.name]?.text else { return nil }
            return (note.name, code, sort)
        }
    }

    /// The groups that a body names, by field.
    package func groups(in body: JSON) -> [String: String] {
        Dictionary(groupFields(in: body).map { ($0.field, $0.code) }) { first, _ in first }
    }

    package var isRecord: Bool { part == .record }
    /// P-23: widening is the default for authority's kinds.
    package var widens: Bool { part == .authority && !narrows }
}

extension Kind {
    /// Every kind of this edition, authority first, then by chapter.
    package static let all: [Kind] = authority + chapter2 + chapter9

    static let authority: [Kind] = [
        Kind(authority: EnrolPerson.self), Kind(authority: EnrolKey.self), Kind(authority: RevokeKey.self),
        Kind(authority: SeatInBody.self), Kind(authority: LeaveBody.self), Kind(authority: AppointToTeam.self),
        Kind(authority: AppointLeader.self), Kind(authority: LeaveTeam.self), Kind(authority: AddToList.self),
        Kind(authority: RemoveFromList.self), Kind(authority: EndSeat.self), Kind(authority: SetStop.self),
        Kind(authority: EndStop.self), Kind(authority: LiftStop.self), Kind(authority: AcknowledgeVoid.self),
        Kind(authority: ChangePolicy.self),
        Kind(authority: AdoptEdition.self), Kind(authority: AnnounceReplacement.self),
        Kind(authority: DisownKey.self), Kind(authority: AnswerDisowned.self), Kind(authority: ChangeWeb.self),
        Kind(authority: EraseSubject.self), Kind(authority: EraseContent.self),
        Kind(authority: EnrolMachine.self), Kind(authority: RetireMachine.self),
    ]

    static let chapter2: [Kind] = [
        Kind(register: EnterComputer.self), Kind(register: EnterStore.self), Kind(register: EnterMedium.self),
        Kind(register: RetireMedium.self), Kind(record: EraseMedium.self), Kind(record: MoveMedium.self),
    ]

    static let chapter9: [Kind] = [Kind(register: DescribePerson.self)]

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    package static func named(_ name: String) -> Kind? { byName[name] }

    /// What the policy loader must know of every kind.
    package static let facts: [KindFacts] = all.map { kind in
        var groupFields: [String: Group.Sort?] = [:]
        for note in kind.notes {
            if case .group(let sort) = note.shape { groupFields[note.name] = .some(sort) }
        }
        let people = kind.notes.contains { note in
            note.shape == .item(Person.letter) || note.shape == .stopTarget || note.shape == .item(Stop.letter)
                || note.name == "key" && note.shape == .digest || note.shape == .item(Disowning.letter)
        }
        return KindFacts(
            name: kind.name, isRecord: kind.isRecord, widens: kind.widens, needsThree: kind.changesRules,
            hasHolder: kind.hasHolder, groupFields: groupFields, namesPeople: people,
            setsStop: kind.name == SetStop.kind,
            endsStop: kind.name == EndStop.kind, restores: kind.name == LiftStop.kind, isLocal: kind.isLocal,
            replacesKeys: kind.name == AnnounceReplacement.kind, isLater: !inEveryPolicy.contains(kind.name))
    }
}
