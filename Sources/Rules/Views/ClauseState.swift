import Ledger

/// Whether a clause holds (decision D18), from the worst to the best: a clause is as bad as its worst part.
package enum ClauseState: String, Sendable, CaseIterable {
    /// A fault was found: a finding of severity *fault*, or a record in breach of this clause.
    case broken
    /// Somebody must do something, and nothing is wrong yet.
    case due
    /// Some part has nothing behind it.
    case absent
    /// Not met, and a ruling excepts it until a day (P-52). A confidentiality exception (SP-9.5) is something else, and excepts
    /// no clause.
    case excepted
    /// What shows it was never done: no act in effect, no complete record, an empty register.
    case unexercised
    /// Only documents or tests stand behind it: they say how it is made true, not that it is.
    case documented
    case holds
    /// The policy says that it does not apply, and why.
    case notApplicable = "not-applicable"

    /// As people read it.
    package var word: String { self == .notApplicable ? "not applicable" : rawValue }
    /// What it means, in a sentence.
    package var meaning: String {
        switch self {
        case .broken: "There is a fault, or a record breaks the clause."
        case .due: "Somebody must do something. Nothing is wrong yet."
        case .absent: "Nothing shows some part of the clause yet."
        case .excepted: "The clause is not met, and a ruling allows that."
        case .unexercised: "The acts or records that would show it have not been made yet."
        case .documented: "Documents or tests describe how it is met. Nothing in the ledger shows that it is."
        case .holds: "Acts or records show that it is met, and nothing contradicts them."
        case .notApplicable: "The policy says why the clause does not apply here."
        }
    }
}

extension Sequence<ClauseState> {
    /// The worst of them; nil where there is none.
    package var worst: ClauseState? {
        self.min { one, other in ClauseState.order(one) < ClauseState.order(other) }
    }
}

extension ClauseState {
    fileprivate static func order(_ state: ClauseState) -> Int { allCases.firstIndex(of: state) ?? 0 }
}

/// What is behind a part, counted.
package struct PartEvidence: Sendable {
    /// How often what is bound was done or entered; nil where nothing of that sort is bound.
    package var done: Int?
    /// A document, a test or a program is bound.
    package var isDocumented = false
    /// What speaks against it.
    package var against: Severity?

    package init(done: Int? = nil, isDocumented: Bool = false, against: Severity? = nil) {
        (self.done, self.isDocumented, self.against) = (done, isDocumented, against)
    }

    package mutating func count(_ more: Int) { done = (done ?? 0) + more }
    package mutating func speak(_ severity: Severity) { against = against == .fault ? .fault : severity }

    /// D18. A finding that finds nothing says nothing of its own, unless nothing else is bound: then the rule looks at
    /// all there is and finds no fault.
    package func state(isBound: Bool) -> ClauseState {
        guard isBound else { return .absent }
        switch against {
        case .fault?: return .broken
        case .due?: return .due
        case nil: break
        }
        if let done { return done > 0 ? .holds : .unexercised }
        return isDocumented ? .documented : .holds
    }
}
