import Ledger

/// Where and when an entry stands: nothing else brings time, place or outside bytes into a rule (P-12).
package struct Moment: Sendable {
    /// The place of the entry in the ledger.
    package let place: Int
    /// When the log recorded it.
    package let recorded: Time
    /// The log's clock with this entry counted (P-11): waiting periods are over by it.
    package let clock: Time
    /// The size of the ledger that the signer saw: an id exists for them if it was born before (P-9).
    package let seen: Int
    /// The person who signed this entry; 0 for one not yet numbered.
    package let signer: Int
    /// The place in the key register of the key that signed, if it is enrolled.
    package let key: Int?
    /// Whether it was signed at a page and not on the person's own machine (P-20).
    package let isPage: Bool
    /// The people whose signatures count for the effect, ascending; empty until then.
    package var by: [Int] = []
    /// Those of them who signed in a slot, closers of a motion left out.
    package var signed: [Int] = []
    /// Whether the requirement is met by page signatures only: without them it would not be (P-55).
    package var byPage = false
    /// The proposal of the act that is checked or takes effect.
    package var proposal: Proposal?
    /// Bytes by hash, for the few rules that read an enclosure at their act's effect (P-7).
    package let enclosed: @Sendable (Digest) -> [UInt8]?

    package init(
        place: Int, recorded: Time, clock: Time, seen: Int, signer: Int, key: Int?, isPage: Bool,
        enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) {
        (self.place, self.recorded, self.clock, self.seen) = (place, recorded, clock, seen)
        (self.signer, self.key, self.isPage, self.enclosed) = (signer, key, isPage, enclosed)
    }
}

/// What of its own proposal an act may know: which statement it is, and that content is beside it.
package struct Proposal: Equatable, Sendable {
    package let place: Int
    package let hash: Digest
    /// Names of its detached parts, ascending. No rule reads what is in them (P-6).
    package let parts: [String]
    /// The number of the ruling on which it rests, which permits it (P-52).
    package let ruling: Int?

    package init(place: Int, hash: Digest, parts: [String], ruling: Int? = nil) {
        (self.place, self.hash, self.parts, self.ruling) = (place, hash, parts, ruling)
    }
}
