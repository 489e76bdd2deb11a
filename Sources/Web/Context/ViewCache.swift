import Ledger
import Rules
import Synchronization

/// What pages show of open acts, open motions and groups of a state at a second.
struct Views: Sendable {
    let acts: [ActView]
    let motions: [MotionView]
    let groups: [GroupView]

    init(_ state: State, at now: Time) {
        acts = state.world.openActViews(at: now)
        motions = state.openMotionViews(at: now)
        groups = state.authority.groupViews(at: now)
    }
}

/// What was last computed from a state and a time, for all requests that see the same ones.
struct ViewCache: Sendable {
    /// Time makes and ends findings too, so they hold for a few seconds at most.
    let findings = Last<[Finding]>(seconds: 5)
    /// Times are whole seconds, so within one nothing ends.
    let views = Last<Views>(seconds: 1)
    let tasks = Last<Known<Int, [OpenTask]>>(seconds: 1)
    /// Slots are filled with people anew for each kind, each day and each person who could be missing.
    let roster = Last<[RosterLine]>(seconds: 60)
    /// By the digest of an import's rows: to check ten thousand takes a good part of a second, and anybody may ask.
    let rowFlaws = Last<Known<Digest, RowFlaw?>>(seconds: 60)

    /// What each open act would change. Its effect is tried on a copy of the state, and a policy is compiled for it.
    let whatIf = Last<Known<Int, Result<[Difference], Refusal>>>(seconds: 60)

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

/// What was asked about one after the other, and worked out once each: what waits for each person, what is wrong with rows.
final class Known<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let known = Mutex<[Key: Value]>([:])

    func value(_ key: Key, _ make: () -> Value) -> Value {
        if let value = known.withLock({ $0[key] }) { return value }
        let value = make()
        known.withLock { $0[key] = value }
        return value
    }
}
