import Dispatch
import Ledger
import Rules
import Store
import Synchronization

/// The ledger as it was: states of the past, made again from the entries for whoever looks back.
///
/// A replay costs time in proportion to the ledger, and anybody may ask. So one is made at a time, on a thread of its own, a few
/// may wait, and states on the way are kept: they share their pages with the newest one.
final class PastStates: Sendable {
    private let queue = DispatchQueue(label: "states of the past", qos: .utility)
    private let kept = Mutex<[Int: State]>([:])
    private let waiting = Mutex(0)
    private static let waitingMost = 4
    private static let keptMost = 32
    /// At least so many entries lie between two that are kept on the way.
    private static let stride = 4096

    /// What was there when the log had so many entries.
    func published(of size: Int, _ ledger: LedgerReader) async throws -> Published {
        let now = ledger.published
        guard size < now.state.log.size else { return now }
        let mayWait = waiting.withLock { waiting in
            guard waiting < PastStates.waitingMost else { return false }
            waiting += 1
            return true
        }
        guard mayWait else {
            throw Problem(
                status: 503, what: "Too many people look into the past at once.",
                remedy: "Load the page again in a moment.", headers: [("retry-after", "5")])
        }
        defer { waiting.withLock { $0 -= 1 } }
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
            kept.keys.filter { $0 <= size }.max().flatMap { kept[$0] } ?? State()
        }
        // A void entry was not taken then, so its signature is checked as it was then; all others were found good (K-21).
        let voids = Set(newest.voids.map(\.place))
        let step = max(PastStates.stride, newest.log.size / PastStates.keptMost)
        while state.log.size < size {
            let place = state.log.size
            guard let bytes = ledger.entry(at: place) else { return nil }
            let leaf = voids.contains(place) ? CheckedLeaf(checking: bytes) : CheckedLeaf(trusting: bytes)
            guard (try? state.fold(leaf, enclosed: { ledger.file(.enclosure($0)) })) != nil else { return nil }
            if state.log.size % step == 0 || state.log.size == size { keep(state) }
        }
        return state.log.roots.at(size) == newest.log.roots.at(size) ? state : nil
    }

    private func keep(_ state: State) {
        kept.withLock { kept in
            if kept.count >= PastStates.keptMost, let old = kept.keys.randomElement() { kept[old] = nil }
            kept[state.log.size] = state
        }
    }
}
