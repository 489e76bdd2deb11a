/// The clauses of a policy, and what is behind each part of each of them.
package struct ClauseBook: Sendable, Equatable {
    /// In the order of the document.
    package let clauses: [Clause]

    /// The clause with this id.
    package func clause(_ id: String) -> Clause? { clauses.first { $0.id == id } }
}

/// One rule of the Security Policy, the Manual or the practice statement, restated.
package struct Clause: Sendable, Equatable {
    /// Which part of the software answers for a clause.
    package enum Chapter: String, Sendable, CaseIterable {
        case ledger = "Ledger"
        case authority = "Authority"
        case physical = "Physical"
        case logical = "Logical"
        case operations = "Operations"
        case incidents = "Incidents"
        case recovery = "Recovery"
        case software = "Software"
        case support = "Support"
        case administration = "Administration"
        case keys = "Keys"
        case references = "References"
        case signing = "Signing"
        case core = "Core"

        /// Every ledger has these: no policy leaves them out.
        static let always: Set<Chapter> = [.ledger, .authority]
    }

    /// How a clause is made true.
    package enum Means: String, Sendable, CaseIterable { case document, duty, gate, record, report, watch }

    /// Something that can be seen, and what shows it. With nothing behind it the clause is absent.
    package struct Part: Sendable, Equatable {
        package let shows: String
        package let by: [Binding]
    }

    /// Stable id, `SP-2.2.3.3b`.
    package let id: String
    package let chapter: Chapter
    package let means: [Means]
    package let says: String
    package let parts: [Part]
    /// Why it does not apply to this CA; the policy is signed, and so is the reason. nil: it applies.
    package let notApplicable: String?

    /// Whether some part has nothing behind it yet.
    package var isAbsent: Bool { notApplicable == nil && parts.contains { $0.by.isEmpty } }
}
