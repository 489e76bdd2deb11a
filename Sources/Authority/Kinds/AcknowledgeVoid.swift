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

/// P-4: a void entry proves a broken or hostile server; it stays a finding until the Board acknowledges it.
package struct AcknowledgeVoid: AuthorityAct {
    package let entry: Int, hash: Digest

    package static let kind = "authority/void.acknowledge", title = "Acknowledge a void entry"
    package static let clauses = ["P-4", "SP-1.2e"]
    package static let fields = Fields(
        { Self(entry: $0, hash: $1) }, Field("entry", \Self.entry, "Place of the void entry"),
        Field("hash", \Self.hash, "Its leaf hash"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard entry < moment.seen else {
            throw Refusal(
                "P-35", "There is no entry \(entry) at the head that its signer saw.", field: "entry", sort: .notFound)
        }
        guard !authority.acknowledged.contains(where: { $0.entry == entry && $0.hash == hash }) else {
            throw Refusal("P-4", "Entry \(entry) is acknowledged already.", field: "entry")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.acknowledged.append(Acknowledgement(entry: entry, hash: hash, place: moment.place))
    }
}
