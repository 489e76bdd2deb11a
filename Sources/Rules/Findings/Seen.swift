import Ledger

/// Content that is not as the log says, though no act erased it: only a store finds it (P-6, K-14).
package struct ContentMismatch: Hashable, Sendable {
    package enum Sort: Hashable, Sendable {
        /// It is not what was signed for, and is never shown.
        case differs
        /// Its key is gone: keys that are lost or older than the vault.
        case closed
        /// It is not here.
        case missing
        /// An enclosure is not here; the part is its hash.
        case enclosureMissing
    }
    package let reference: PartReference
    /// The place of its statement.
    package let place: Int
    package let sort: Sort

    package init(reference: PartReference, place: Int, _ sort: Sort = .differs) {
        (self.reference, self.place, self.sort) = (reference, place, sort)
    }
}

/// What the rules of findings, tasks and duties see: a state, a time, and what whoever runs the server knows beside the
/// ledger. A rule sees nothing else, so whoever has the same computes the same.
package struct Seen: Sendable {
    package let state: State
    package let now: Time
    package let journal: JournalFacts?
    package let contents: [ContentMismatch]
    /// Views of what is open, where they are at hand: they cost more than all that asks for them.
    private let given: (acts: [ActView], motions: [MotionView])?

    package init(
        _ state: State, at now: Time, journal: JournalFacts? = nil, contents: [ContentMismatch] = [],
        open: (acts: [ActView], motions: [MotionView])? = nil
    ) {
        (self.state, self.now, self.journal, self.contents, given) = (state, now, journal, contents, open)
    }

    package var world: World { state.world }
    package var authority: Authority { state.authority }

    /// Acts of both parts that are open, newest first.
    var acts: [ActView] { given?.acts ?? world.openActViews(at: now) }
    /// Motions that are open, newest first.
    var motions: [MotionView] { given?.motions ?? state.openMotionViews(at: now) }

    /// Since when a cause holds.
    func since(_ cause: Cause) -> Time {
        if let since = cause.since { return since }
        guard case .entry(let place) = cause.begun else { return now }
        return recorded(place)
    }

    /// When the entry at a place was recorded.
    func recorded(_ place: Int) -> Time { state.log.rows.at(place)?.recorded ?? now }
}
