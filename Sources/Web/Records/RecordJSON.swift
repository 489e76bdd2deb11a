import Ledger
import Rules

extension OpenRecord {
    /// The record as programs see it.
    func json(in world: World) -> JSON {
        .line([
            "attested": attested.map { .integer($0) }, "body": kind.body(of: record),
            "breaches": .array(breaches.map(\.line)), "complete": complete.map { .integer($0) },
            "happened": .string(happened.text),
            "hash": .string(hash.hex), "id": .string(name), "kind": .string(kind.name),
            "late": .bool(late),
            "parties": .array(parties.map(\.json)),
            "performer": .person(performer),
            "presences": presences.isEmpty ? nil : .array(presences.map(\.json)),
            "within": world.occasion(of: self).map { .string($0.name) },
            "state": .string(world.word(of: self)), "title": .string(kind.title),
        ])
    }
}
