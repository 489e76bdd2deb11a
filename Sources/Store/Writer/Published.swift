import Ledger
import Rules
import Synchronization

/// What readers see: a value that stays as it is while the writer goes on.
///
/// Take it once per request and let it go: an old one keeps its pages alive. A class, because a state has so many
/// parts that to copy it costs more than to share it.
package final class Published: Sendable {
    /// The state after all entries that are on disk.
    package let state: State
    /// The hashes of the same entries, for proofs and tiles.
    package let hashes: KeptHashes
    /// The newest signed checkpoint; some batches behind the state at most.
    package let checkpoint: SealedHead

    package init(state: State, hashes: KeptHashes, checkpoint: SealedHead) {
        self.state = state
        self.hashes = hashes
        self.checkpoint = checkpoint
    }
}

/// The published value and those who wait for the next one.
final class Publisher: Sendable {
    private let current: Mutex<Published>
    private let listeners = Mutex<(next: Int, streams: [Int: AsyncStream<Int>.Continuation])>((0, [:]))

    private let reason = Mutex<String?>(nil)

    init(_ first: Published) { current = Mutex(first) }

    var published: Published { current.withLock { $0 } }

    /// The state after a batch that is on disk; its checkpoint follows.
    func publish(_ state: State, _ hashes: KeptHashes) {
        current.withLock { $0 = Published(state: state, hashes: hashes, checkpoint: $0.checkpoint) }
    }

    /// A checkpoint that the anchor holds.
    func publish(_ checkpoint: SealedHead) {
        current.withLock { $0 = Published(state: $0.state, hashes: $0.hashes, checkpoint: checkpoint) }
    }

    /// Tells the sizes that are signed, the newest only: who is slow misses some and needs none of them.
    func sizes() -> AsyncStream<Int> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let number = listeners.withLock { listeners in
            listeners.next += 1
            listeners.streams[listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.streams.removeValue(forKey: number) }
        }
        return stream
    }

    func tell(_ size: Int) {
        // Outside the lock: a stream that ends calls back into it.
        let streams = listeners.withLock { Array($0.streams.values) }
        for stream in streams { stream.yield(size) }
    }

    /// Why nothing is written any more, nil while all is well.
    var stopped: String? { reason.withLock { $0 } }

    /// Says that nothing is written any more, and ends all streams.
    func stop(_ why: String) {
        reason.withLock { $0 = $0 ?? why }
        end()
    }

    /// Ends all streams: the store closes.
    func end() {
        let streams = listeners.withLock { Array($0.streams.values) }
        for stream in streams { stream.finish() }
    }
}

extension Published {
    /// The proof that an entry stands; nil when the checkpoint does not cover it.
    package func receipt(_ place: Int, takesEffect: Bool? = nil) -> Receipt? {
        guard let leaf = hashes.hash(level: 0, index: place),
            let proof = hashes.inclusionProof(leaf: place, size: checkpoint.head.size)
        else { return nil }
        return Receipt(
            place: place, leaf: leaf, checkpoint: checkpoint, proof: proof, takesEffect: takesEffect)
    }
}
