import Ledger
import Rules

/// That a statement stands, with the proof of it.
package struct Receipt: Sendable {
    /// Its place in the ledger.
    package let place: Int
    /// The leaf hash of the entry.
    package let leaf: Digest
    /// A checkpoint with the log's signature, of a size above the place.
    package let checkpoint: SealedHead
    /// The inclusion proof at the checkpoint's size, from the leaf upwards.
    package let proof: [Digest]
    /// Whether the statement brought an act into effect or completed a record; nil for one that stood already.
    package let takesEffect: Bool?
}

/// What becomes of a submission.
package enum SubmissionResult: Sendable {
    /// It stands and is on disk (Architecture 2); equal bytes that stood already get this too (P-5).
    case accepted(Receipt)
    /// `decide` said no, signed by the log (P-33). Nothing was changed.
    case refused(Refusal, note: [UInt8])
    /// `mayEnter` said no: what came with it does not fit, so `decide` was not asked. Nothing was changed.
    case unfit(Malformed)
    /// There is no room, or the store has stopped. Nothing was changed; the same bytes may come again.
    case busy(Busy)
    /// The disk failed: perhaps it stands, perhaps not. After the restart the same bytes tell.
    case unknown(String)
}

/// Why nothing can be taken just now.
package enum Busy: Equatable, Sendable {
    /// The queue is full.
    case queue
    /// The disk is full, or somebody holds the store's file.
    case disk(String)
    /// The process, or the machine, has too many files open; the text says of which.
    case descriptors(String)
    /// This person has had as much stored today as one may have (K-22); in so many seconds a new day begins.
    case share(Int)
    /// The store has stopped for the reason given, or is being closed; only a restart helps.
    case stopped(String)
}

extension Busy {
    /// Why a write was certainly not made.
    init(undone fault: StoreError) {
        self = fault.cause == .descriptors ? .descriptors(fault.description) : .disk(fault.description)
    }
}

/// What the writer's thread says of a submission; notes and proofs are made of it on other threads.
package enum Outcome: Sendable {
    case entered(Int, takesEffect: Bool)
    case stands(Int)
    /// With the head at which `decide` was asked, which the anchor covers.
    case refused(Refusal, asked: Head)
    case unfit(Malformed)
    case busy(Busy)
    case unknown(String)
}
