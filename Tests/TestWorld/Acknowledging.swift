import Authority
import Ledger

extension JSON {
    /// The body of an acknowledgement of entries with these leaf hashes, from a place on.
    package static func acknowledging(_ leaves: [Digest], from first: Int) -> JSON {
        .line([
            "first": .integer(first), "hash": .string(Acknowledgement.hash(over: leaves).hex),
            "last": .integer(first + leaves.count - 1),
        ])
    }
}
