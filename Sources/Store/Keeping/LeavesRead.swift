import Dispatch
import Ledger
import Synchronization

/// Leaves that are read on other cores, in order.
final class LeavesRead: Sendable {
    private let lanes: Mutex<[[CheckedLeaf]]>
    private let group = DispatchGroup()
    private static let lane = 64

    /// Begins to read them; the signatures of the first `trusted` were checked before.
    init(_ bodies: [[UInt8]], trusted: Int) {
        let starts = Array(stride(from: 0, to: bodies.count, by: LeavesRead.lane))
        lanes = Mutex(Array(repeating: [], count: starts.count))
        for (number, start) in starts.enumerated() {
            DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
                let leaves = (start..<min(bodies.count, start + LeavesRead.lane)).map { place in
                    place < trusted ? CheckedLeaf(trusting: bodies[place]) : CheckedLeaf(checking: bodies[place])
                }
                lanes.withLock { $0[number] = leaves }
            }
        }
    }

    /// Waits for all of them.
    var leaves: [CheckedLeaf] {
        group.wait()
        return lanes.withLock { $0.flatMap(\.self) }
    }
}
