/// Who may take part in a record of one kind (P-41).
package struct RecordRule: Sendable, Equatable {
    /// Clauses that it makes true.
    package let clauses: [String]
    /// Whether its signatures must be local (P-42). The policy can ask for that where the code does not,
    /// never the other way.
    package let local: Bool
    /// Who may perform.
    package let performer: [Pool]
    /// Who may fill each role beside the performer's; always somebody else than the performer.
    package let roles: [String: [Pool]]
    /// A record of this kind opens a case of this sort (K-28); nil: it opens none.
    package let opensCase: Case.Sort?
}
