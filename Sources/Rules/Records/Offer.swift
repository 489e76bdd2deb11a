import Ledger

/// A value that a form offers for a field of a record. Any other can be typed: a true record is never refused (P-40).
package struct Offer: Equatable, Sendable {
    package let value: String
    /// For what it is accepted.
    package let says: String

    package init(_ value: String, _ says: String) { (self.value, self.says) = (value, says) }
    package var json: JSON { .line(["says": .string(says), "value": .string(value)]) }
}

extension Kind {
    /// What forms, commands and the API offer for a field, by what is in the body so far.
    package func offers(for field: String, _ body: JSON, in world: World) -> [Offer] {
        (reader as? RecordReader)?.offers(field, body, world) ?? []
    }
}
