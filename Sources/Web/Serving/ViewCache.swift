import Ledger
import Rules
import Synchronization

/// What pages show of all acts, motions and groups of a state at a second.
struct Views: Sendable {
    let acts: [ActView]
    let motions: [MotionView]
    let groups: [GroupView]

    init(_ state: State, at now: Time) {
        acts = state.world.actViews(at: now)
        motions = state.motionViews(at: now)
        groups = state.authority.groupViews(at: now)
    }
}

/// What was last computed from a state and a time, for all requests that see the same ones.
struct ViewCache: Sendable {
    /// Time ends things too, so its counts hold for a few seconds at most.
    let rail = Last<Rail>(seconds: 5)
    /// Times are whole seconds, so within one nothing ends.
    let views = Last<Views>(seconds: 1)

    final class Last<Value: Sendable>: Sendable {
        private let seconds: Int
        private let last = Mutex<(root: Digest, at: Time, value: Value)?>(nil)

        init(seconds: Int) { self.seconds = seconds }

        func value(of state: State, at now: Time, _ make: () -> Value) -> Value {
            let root = state.log.head.root
            if let last = last.withLock({ $0 }), last.root == root, (0..<seconds).contains(now.since(last.at)) {
                return last.value
            }
            // Two who come at once both compute, which costs less than one who waits for the other.
            let value = make()
            last.withLock { $0 = (root, now, value) }
            return value
        }
    }
}
