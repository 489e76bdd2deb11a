import Ledger
import Rules
import Synchronization

/// A batch that is decided and, as far as it entered anything, on disk. Nobody is told before it is sealed.
struct KeptBatch: Sendable {
    /// What its clients are told then.
    let outcomes: [Outcome]
    /// The hashes of all leaves with it.
    let hashes: KeptHashes
    /// Whether an act of it erases contents: these are gone before anybody is told.
    let erases: Bool

    /// What its clients are told when it was not sealed: whatever was decided on a head that the anchor does not hold,
    /// nobody knows.
    func untold(_ why: String) -> [Outcome] {
        outcomes.map { outcome in
            switch outcome {
            case .unfit, .busy, .unknown: outcome
            case .entered, .stands, .refused: .unknown(why)
            }
        }
    }
}

/// The second half of a batch: the checkpoint over it, in the anchor. The ledger's writer goes on deciding meanwhile, so
/// that two syncs in a row are two batches at once; the order of each batch stays what it was.
final class LedgerSealing: Sendable {
    private let sealer: Mutex<LogSealer>
    private let publisher: Publisher
    /// Checkpoints that the anchor holds and the ledger's file does not yet.
    private let fresh: Mutex<[SealedHead]>

    init(_ sealer: LogSealer, unkept: [SealedHead], publisher: Publisher) {
        self.sealer = Mutex(sealer)
        self.publisher = publisher
        fresh = Mutex(unkept)
    }

    /// Why nothing is written or signed any more; only a restart can tell what is on disk.
    ///
    /// The journal's faults stop the ledger too, so the publisher keeps the one reason: entries that no journal line can
    /// stand beside must not be acknowledged.
    var stopped: String? { publisher.stopped }

    func stop(_ why: StoreError) { publisher.stop(why.description) }

    /// Seals the newest of these batches, and so all of them; the outcomes of each.
    func seal(_ batches: [KeptBatch]) -> [[Outcome]] {
        if let stopped { return batches.map { $0.untold(stopped) } }
        guard let newest = batches.last else { return [] }
        do throws(StoreError) { try seal(newest.hashes) } catch {
            // Without room nothing was signed, and the next batch signs over these entries too; nobody is told before that.
            if !error.isUndone { stop(error) }
            return batches.map { $0.untold(error.description) }
        }
        return batches.map(\.outcomes)
    }

    /// Signs the head of these hashes, if the anchor does not hold it yet.
    func seal(_ hashes: KeptHashes) throws(StoreError) {
        let next = try sealer.withLock { (sealer) -> Result<SealedHead?, StoreError> in
            guard hashes.size > sealer.sealed.head.size else { return .success(nil) }
            return Result { () throws(StoreError) in try sealer.seal(hashes) }
        }.get()
        guard let next else { return }
        fresh.withLock { $0.append(next) }
        publisher.publish(next)
        publisher.tell(next.head.size)
    }

    /// The checkpoints that go into the ledger's file with the next commit, so that an acknowledgement costs no further
    /// sync.
    var unkept: [SealedHead] { fresh.withLock { $0 } }
    func kept(_ count: Int) { fresh.withLock { $0.removeFirst(count) } }
}
