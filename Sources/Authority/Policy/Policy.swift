import Ledger

/// What the Security Policy says, compiled (`docs/formats/policy.md`): who there is, who excludes
/// whom, and who must sign what.
///
/// A value of this type has passed every check of the loader: each name it holds exists, each threshold can
/// be met and is not below the floors of P-23. The code knows three groups by their marks and none by its
/// name.
package struct Policy: Sendable {
    /// Short name of the policy, for people.
    package let name: String
    /// SHA-256 of the compiled bytes, as the ledger encloses them (P-7).
    package let digest: Digest
    /// Groups by code. For looking up; whoever walks over them takes `codes`, so that no result depends on a
    /// hash seed.
    package let groups: [String: Group]
    /// Codes of all groups, ascending.
    package let codes: [String]
    /// What each act asks for, by kind (P-30). Has every kind of act that the loader was told of.
    package let kinds: [String: Requirement]
    /// What is in the place of `kinds` during the opening (P-54); only the founding's policy is ever
    /// asked.
    package let opening: [String: Requirement]
    /// Length of the opening in days, counted from the last acceptance (P-54).
    package let openingDays: Int
    /// Who may take part in each record (P-41), by kind. Has every kind of record that the loader was told
    /// of.
    package let records: [String: RecordRule]
    /// Who may read restricted parts, by code; empty in a policy that knows no restricted content (P-6).
    package let audiences: [String: Audience]
    /// Why parts may be restricted, by id. For looking up; whoever walks over them takes `exceptionIDs`.
    package let exceptions: [String: ConfidentialityException]
    /// Chapters that do not apply to this CA, each with the reason that was signed.
    package let without: [Clause.Chapter: String]
    /// What values of the Manual may be at most, by name.
    package let bounds: [String: Bound]
    /// Groups that no person may be in together.
    package let exclusivities: Exclusivities
    /// Code of the body that governs.
    package let governs: String
    /// Code of the body that arbitrates; none: no ruling exists (P-30).
    package let arbitrates: String?
    /// Code of the office that audits; its holder counts in nothing.
    package let audits: String

    /// Groups whose members give people back where too few of a body are left to do so: its electors, or the body that
    /// arbitrates (K-5).
    package func electors(of body: String) -> [String] {
        if let own = groups[body]?.electors, !own.isEmpty { return own }
        return [arbitrates].compactMap { $0 }.filter { $0 != body }
    }

    /// The bodies that seat people: their own, or those of other groups.
    package var seatingBodies: [String] {
        Set(codes.map { groups[$0]?.seatedBy ?? governs }).sorted()
    }

    /// Whether one person may not be in both groups, whatever the order of the appointments.
    package func excludes(_ a: String, _ b: String) -> Bool { exclusivities.excludes(a, b) }
}
