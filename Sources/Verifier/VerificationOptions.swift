import Ledger
import Rules

/// What a verification is to ask beyond what the folder says.
package struct VerificationOptions: Sendable {
    /// The hash of the founding that is expected, all 32 bytes of its 24 words; nil when nobody gave it (P-71).
    package var founding: Digest?
    /// Signatures of entries before this place are taken for good; everything else is checked from entry 0.
    package var since: Int
    /// The verifier's own clock, for times ahead of it (P-13).
    package var now: Time
    /// A checkpoint kept from an earlier verification or another source: this log must go on from it. It is what
    /// finds a log that was rolled back as a whole, which in itself has no fault.
    package var known: [UInt8]?
    /// How many entries are checked at once.
    package var cores: Int

    /// P-13: what is recorded further ahead of the verifier's clock is marked, in seconds.
    package static let aheadMax = ClocksApart.max

    /// Pins nothing and checks everything.
    package init(now: Time, founding: Digest? = nil, since: Int = 0, known: [UInt8]? = nil, cores: Int) {
        self.now = now
        self.founding = founding
        self.since = since
        self.known = known
        self.cores = cores
    }
}

/// How far a verification is.
package struct VerificationProgress: Sendable {
    /// Entries that were checked and folded.
    package let done: Int
    /// Entries in the folder.
    package let total: Int
}
