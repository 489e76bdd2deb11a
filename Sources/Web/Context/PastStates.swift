import Dispatch
import Ledger
import Rules
import Store
import Synchronization

/// The ledger as it was: states of the past, made again from the entries for whoever looks back.
///
/// A replay costs time in proportion to the ledger, and anybody may ask. So one is made at a time, on a thread of its own, a few
/// may wait, one of each client, and states on the way are kept.
final class PastStates: Sendable {
    private let queue = DispatchQueue(label: "states of the past", qos: .utility)
    /// States at even distances, from which others begin, and the last ones that somebody looked at.
    private let kept = Mutex<(even: [Int: State], last: [(size: Int, state: State)])>(([:], []))
    private let waiting = Mutex<Set<String>>([])
    private static let waitingMost = 4
    private static let evenMost = 32
    private static let lastMost = 4
    /// At least so many entries lie between two that are kept on the way.
    private static let stride = 4096

    /// What was there when the log had so many entries.
    func published(of size: Int, _ ledger: LedgerReader, for client: String) async throws -> Published {
        let now = ledger.published
        guard size < now.state.log.size else { return now }
        let mayWait = waiting.withLock { waiting in
            waiting.count < PastStates.waitingMost && waiting.insert(client).inserted
        }
        guard mayWait else {
            throw Problem(
                status: 503, what: "Too many people look into the past at once, or you do already.",
                remedy: "Load the page again in a moment.", headers: [("retry-after", "5")])
        }
        defer { waiting.withLock { _ = $0.remove(client) } }
        let state = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.state(of: size, ledger, now.state)) }
        }
        guard let state else {
            throw Problem(
                status: 500, what: "An entry of that time cannot be read.",
                remedy: "Tell the operator. <code>foureyes-verify</code> says which one.")
        }
        return Published(state: state, hashes: now.hashes, checkpoint: now.checkpoint)
    }

    private func state(of size: Int, _ ledger: LedgerReader, _ newest: State) -> State? {
        var state = kept.withLock { kept in
            let before =
                kept.last.filter { $0.size <= size }.map(\.state) + kept.even.filter { $0.key <= size }.map(\.value)
            return before.max { $0.log.size < $1.log.size } ?? State()
        }
        // A void entry was not taken then, so its signature is checked as it was then; all others were found good (K-21).
        let voids = Set(newest.voids.map(\.place))
        let step = max(PastStates.stride, newest.log.size / PastStates.evenMost)
        while state.log.size < size {
            let place = state.log.size
            guard let bytes = ledger.unkept(at: place) else { return nil }
            let leaf = voids.contains(place) ? CheckedLeaf(checking: bytes) : CheckedLeaf(trusting: bytes)
            guard (try? state.fold(leaf, enclosed: { ledger.file(.enclosure($0)) })) != nil else { return nil }
            if state.log.size % step == 0 { keep(even: state) }
        }
        guard state.log.roots.at(size) == newest.log.roots.at(size) else { return nil }
        kept.withLock { kept in
            kept.last.removeAll { $0.size == size }
            kept.last.append((size, state))
            if kept.last.count > PastStates.lastMost { kept.last.removeFirst() }
        }
        return state
    }

    private func keep(even state: State) {
        kept.withLock { kept in
            if kept.even.count < PastStates.evenMost { kept.even[state.log.size] = state }
        }
    }
}
