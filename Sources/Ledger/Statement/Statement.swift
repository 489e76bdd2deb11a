/// What somebody says, in the protocol's form (P-1). It proves nothing: see `VerifiedStatement`.
package struct Statement: Hashable, Sendable {
    /// The fields of its kind, an object.
    package var body: JSON
    /// When its signer says it was made.
    package var claimed: Time
    /// Contents in the vault, ascending by name.
    package var detached: [DetachedPart]
    /// Public bytes beside it, ascending by hash.
    package var enclosures: [Enclosure]
    /// The name of its kind, `word/word[.word[.N]]`.
    package var kind: String
    /// The statement it is about, by the hash of that one's line (P-3).
    package var of: Digest?
    /// The log it is for.
    package var origin: String
    /// The client's number for it.
    package var request: Request
    /// The journal's head that its signer had seen.
    package var journal: Head
    /// The ledger's head that its signer had seen.
    package var ledger: Head
    /// Who says so.
    package var signer: Signer
    /// The slot of the requirement that it means to fill.
    package var slot: String?
    /// What it rests on, in the signer's order; not empty.
    package var under: [String]
    /// Statements that the signer holds and misses in the log, ascending (P-8).
    package var unheard: [Digest]
    /// The last moment at which it may be recorded.
    package var until: Time

    /// The member `v`: the version of this form.
    package static let version = 1

    /// Makes a statement; the grammar is checked where its line is read.
    package init(
        body: JSON, claimed: Time, detached: [DetachedPart] = [], enclosures: [Enclosure] = [], kind: String,
        of: Digest? = nil, origin: String, request: Request, journal: Head = .empty, ledger: Head,
        signer: Signer, slot: String? = nil, under: [String], unheard: [Digest] = [], until: Time
    ) {
        self.body = body
        self.claimed = claimed
        self.detached = detached
        self.enclosures = enclosures
        self.kind = kind
        self.of = of
        self.origin = origin
        self.request = request
        self.journal = journal
        self.ledger = ledger
        self.signer = signer
        self.slot = slot
        self.under = under
        self.unheard = unheard
        self.until = until
    }
}
