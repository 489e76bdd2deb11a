import Ledger

/// A record as it stands: claimed until everybody who took part has signed, then complete for ever.
package struct OpenRecord: Sendable {
    /// Somebody who took part beside the performer.
    package struct Party: Equatable, Sendable {
        package let person: Int
        package let role: String
        /// The place of the person's signature.
        package var signed: Int?
        /// The place at which the person said that it was not so.
        package var objected: Int?

        /// As programs read it; the canonical line has the same members.
        package var json: JSON { line }
        var line: JSON {
            .line([
                "objected": objected.map { .integer($0) }, "person": .person(person), "role": .string(role),
                "signed": signed.map { .integer($0) },
            ])
        }
    }

    package let kind: Kind
    package let record: any Record
    package let place: Int
    package let hash: Digest
    package let performer: Int
    package var parties: [Party]
    /// Who came and went meanwhile.
    package var presences: [Presence] = []
    package let happened: Time
    package let recorded: Time
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
    /// Everybody who took part, the performer first.
    package var people: [Int] { ([performer] + parties.map(\.person) + presences.map(\.person)).distinct }
    /// Who has not signed yet, while the record waits.
    package var waitsFor: [Party] { complete == nil ? parties.filter { $0.signed == nil && $0.objected == nil } : [] }
    package func party(_ person: Int) -> Party? { parties.first { $0.person == person } }

    package var line: JSON {
        .line([
            "attested": attested.map { .integer($0) },
            "breaches": breaches.isEmpty ? nil : .array(breaches.map(\.line)),
            "complete": complete.map { .integer($0) },
            "happened": .string(happened.text), "hash": .string(hash.hex), "kind": .string(kind.name),
            "late": late ? .bool(true) : nil,
            "parties": parties.isEmpty ? nil : .array(parties.map(\.line)), "performer": .integer(performer),
            "place": .integer(place),
            "presences": presences.isEmpty ? nil : .array(presences.map(\.line)),
        ])
    }
}
