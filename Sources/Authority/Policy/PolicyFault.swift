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

/// Everything found wrong, in the order of reading; never empty. All of it is told at once, so that whoever
/// writes a policy does not mend one line a run.
package struct PolicyFaults: Error, Equatable, Sendable {
    package let list: [PolicyFault]

    package init(_ list: [PolicyFault]) { self.list = list }
}
