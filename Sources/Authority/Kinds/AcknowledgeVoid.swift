import Ledger

/// Entries that the governing body has looked at, void ones or such whose signer saw a strange journal (P-4, K-20).
package struct Acknowledgement: Equatable, Sendable {
    package let first: Int, last: Int
    /// SHA-256 over the leaf hashes of all entries from the first to the last, in order.
    package let hash: Digest
    /// The place of the act.
    package let place: Int

    package var line: JSON {
        .line([
            "first": .integer(first), "hash": .string(hash.hex), "last": .integer(last), "place": .integer(place),
        ])
    }

    /// So many entries at most: each look at them hashes as many.
    package static let countMax = 1000

    package static func hash(over leaves: some Sequence<Digest>) -> Digest { .of(leaves.flatMap(\.bytes)) }
}

extension Fold {
    /// The act that acknowledged an entry, in a range of exactly the entries that are here.
    package func acknowledgement(of place: Int) -> Acknowledgement? {
        authority.acknowledged.first {
            $0.first <= place && place <= $0.last && hash(from: $0.first, to: $0.last) == $0.hash
        }
    }

    /// What an acknowledgement of these entries says; nil where they are not here.
    package func hash(from first: Int, to last: Int) -> Digest? {
        guard 0...last ~= first, last < log.size else { return nil }
        return Acknowledgement.hash(over: (first...last).map { log.leaves[$0] })
    }
}

/// P-4, K-20: a void entry proves a broken or hostile server, a strange journal head a broken server or a signer who made it
/// up; each stays a finding until the Board acknowledges it, many in a row with one act.
package struct AcknowledgeVoid: AuthorityAct {
    package let first: Int, hash: Digest, last: Int

    package static let kind = "authority/void.acknowledge", title = "Acknowledge void or strange entries"
    package static let clauses = ["P-4", "SP-1.2e"]
    package static let fields = Fields(
        { Self(first: $0, hash: $1, last: $2) }, Field("first", \Self.first, "Number of the first entry"),
        Field("hash", \Self.hash, "SHA-256 over the leaf hashes of all from the first to the last"),
        Field("last", \Self.last, "Number of the last entry; of one alone the same"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard first <= last, last - first < Acknowledgement.countMax else {
            throw Refusal(
                "K-20", "From entry \(first) to \(last) are not 1 to \(Acknowledgement.countMax) entries.",
                field: "last")
        }
        guard last < moment.seen else {
            throw Refusal(
                "P-35", "Entry \(last) was not in the log that the signer had seen.", field: "last", sort: .notFound)
        }
        guard !authority.acknowledged.contains(where: { $0.first == first && $0.last == last && $0.hash == hash })
        else { throw Refusal("P-4", "Entries \(first) to \(last) have already been acknowledged.", field: "first") }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.acknowledged.append(
            Acknowledgement(first: first, last: last, hash: hash, place: moment.place))
    }
}
