import Ledger

/// An entry that changes nothing, and why (P-4).
package struct VoidEntry: Sendable {
    /// Its place in the ledger.
    package let place: Int
    /// Its leaf hash, by which an act of the Board acknowledges it.
    package let leafHash: Digest
    /// The rule or clause that it breaks.
    package let rule: String
    /// What is wrong with it.
    package let why: String
    /// Whether its time, request id and order stand all the same.
    package let standing: Bool
    /// The place of the act that acknowledged it; nil: it makes the verification fail.
    package var acknowledged: Int?
}

/// An entry recorded more than ten minutes ahead of the verifier's clock (P-13).
package struct AheadEntry: Sendable {
    /// Its place in the ledger.
    package let place: Int
    /// The time in its last line.
    package let recorded: Time
}

/// A record that is in breach, or late and not attested (P-40, P-43).
package struct RecordFinding: Sendable {
    /// Its name, `R-412`.
    package let name: String
    /// Its kind.
    package let kind: String
    /// What it breaks: clause and sentence; empty for one that is late alone.
    package let breaches: [(clause: String, what: String)]
    /// Late, and nobody has attested it.
    package let late: Bool
}

/// A statement that its signer held and missed in the log (P-8).
package struct UnheardStatement: Sendable {
    /// The entry that names it.
    package let entry: Int
    /// The hash of its line.
    package let hash: Digest
}

/// Detached parts by what came of them (P-71).
package struct PartCounts: Sendable, Equatable {
    /// There, and what was signed for.
    package private(set) var opened = 0
    /// For everyone, and not there.
    package private(set) var notOpened = 0
    /// For fewer than everyone.
    package private(set) var restricted = 0

    mutating func add(_ parts: PartsFound) {
        opened += parts.opened
        notOpened += parts.notOpened
        restricted += parts.restricted
    }
}

/// What the fold of all entries shows that is no fault in itself.
package struct Findings: Sendable {
    /// Void entries in their order.
    package internal(set) var voids: [VoidEntry] = []
    /// Entries of which only the hash is known: their files are damaged or gone.
    package internal(set) var lost = 0
    /// Entries that are ahead of the clock, in their order.
    package internal(set) var ahead: [AheadEntry] = []
    /// How many entries of each kind count.
    package internal(set) var kinds: [String: Int] = [:]
    /// The detached parts of counting entries.
    package internal(set) var parts = PartCounts()
    /// Statements that signers named as missing, and that the log does not hold to its end.
    package internal(set) var unheard: [UnheardStatement] = []
    /// Counting entries that name a journal's head, in their order.
    package internal(set) var journalHeads: [Int] = []
}
