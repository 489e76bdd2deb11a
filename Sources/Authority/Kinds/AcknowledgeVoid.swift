import HashTreeCollections
import Ledger

/// A void entry whose place and hash the governing body has looked at (P-4).
package struct Acknowledgement: Equatable, Sendable {
    package let entry: Int
    package let hash: Digest
    package let place: Int

    package var line: JSON {
        .line(["entry": .integer(entry), "hash": .string(hash.hex), "place": .integer(place)])
    }
}

/// What the governing body has looked at, found by the entry.
package struct Acknowledgements: Sendable {
    package private(set) var table = Table<Acknowledgement>()
    /// Indexes in the table by the place that is acknowledged; no state.
    private var byEntry = TreeDictionary<Int, [Int]>()

    package init() {}

    mutating func append(_ acknowledgement: Acknowledgement) {
        byEntry[acknowledgement.entry, default: []].append(table.count)
        table.append(acknowledgement)
    }

    /// The act that acknowledged an entry with this leaf hash, which is void or whose journal head is strange.
    package func of(_ entry: Int, leaf: Digest) -> Acknowledgement? {
        byEntry[entry]?.lazy.map { table[$0] }.first { $0.hash == leaf }
    }
}

/// P-4: a void entry proves a broken or hostile server; it stays a finding until the Board acknowledges it.
package struct AcknowledgeVoid: AuthorityAct {
    package let entry: Int, hash: Digest

    package static let kind = "authority/void.acknowledge", title = "Acknowledge a void entry"
    package static let clauses = ["P-4", "SP-1.2e"]
    package static let fields = Fields(
        { Self(entry: $0, hash: $1) }, Field("entry", \Self.entry, "Number of the void entry"),
        Field("hash", \Self.hash, "Its leaf hash"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard entry < moment.seen else {
            throw Refusal(
                "P-35", "Entry \(entry) was not in the log that the signer had seen.", field: "entry", sort: .notFound)
        }
        guard authority.acknowledged.of(entry, leaf: hash) == nil else {
            throw Refusal("P-4", "Entry \(entry) has already been acknowledged.", field: "entry")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.acknowledged.append(Acknowledgement(entry: entry, hash: hash, place: moment.place))
    }
}
