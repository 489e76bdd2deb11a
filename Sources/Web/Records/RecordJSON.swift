import Ledger
import Rules

extension OpenRecord {
    /// The record as programs see it.
    var json: JSON {
        .line([
            "attested": attested.map { .integer($0) }, "body": kind.body(of: record),
            "breaches": .array(breaches.map(\.line)), "complete": complete.map { .integer($0) },
            "happened": .string(happened.text),
            "hash": .string(hash.hex), "id": .string(name), "kind": .string(kind.name),
            "late": .bool(late),
            "parties": .array(parties.map(\.json)),
            "performer": .person(performer),
            "state": .string(word), "title": .string(kind.title),
        ])
    }
}
