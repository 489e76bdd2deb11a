/// One thing wrong in a policy, its Manual or its clauses: where, and what to do about it.
package struct PolicyFault: Error, Equatable, Sendable {
    /// Which of the three compiled documents.
    package enum Document: String, Sendable, CaseIterable { case policy, manual, clauses }

    package let document: Document
    /// Keys and, in lists, positions from 0, from the outermost object inwards.
    package let path: [String]
    /// A sentence that says what is wrong and, where it can be known, what would be right.
    package let what: String

    package init(document: Document, path: [String], what: String) {
        self.document = document
        self.path = path
        self.what = what
    }
}

/// What was found wrong, in the order of reading; never empty. The first faults are told at once, so that whoever
/// writes a policy does not mend one line a run.
package struct PolicyFaults: Error, Equatable, Sendable {
    package let list: [PolicyFault]
    /// The reader of a document stops here: two megabytes of unknown keys must not keep anybody busy (K-9).
    package static let most = 50

    package init(_ list: [PolicyFault]) { self.list = list }
}
