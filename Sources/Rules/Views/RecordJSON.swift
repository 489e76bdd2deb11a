import Ledger

extension OpenRecord {
    /// The record as programs see it, by page and by command alike.
    package func json(in world: World) -> JSON {
        .line([
            "attested": attested.map { .integer($0) }, "body": kind.body(of: record),
            "breaches": .array(breaches.map(\.line)), "complete": complete.map { .integer($0) },
            "condition": .string(world.word(of: self)), "happened": .string(happened.text), "hash": .string(hash.hex),
            "id": .string(name), "kind": .string(kind.name), "late": .bool(late),
            "parties": .array(parties.map(\.json)), "performer": .person(performer),
            "presences": presences.isEmpty ? nil : .array(presences.map(\.json)),
            "recorded": .string(recorded.text), "title": .string(kind.title),
            "within": world.occasion(of: self).map { .string($0.name) },
            "words": .string(Words.words12(hash).joined(separator: " ")),
        ])
    }
}
