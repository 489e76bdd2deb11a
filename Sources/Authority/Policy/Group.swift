/// People who stand together in the policy: a body, an office, a team, or an access list.
package struct Group: Sendable, Equatable {
    /// What a group is. Bodies decide by motion. Teams are the critical roles (SP-1.1.1) and have a leader. Lists give special
    /// access (SP-3.4.2a): each is drawn from teams and managed by a leader.
    package enum Sort: String, Sendable, CaseIterable { case body, office, team, list }

    /// Marks by which the code knows a group (P-30); it knows none by name.
    package enum Mark: String, Sendable, CaseIterable { case arbitrates, audits, critical, governs }

    /// Name in rules and statements, `[a-z][a-z0-9-]{0,63}`.
    package let code: String
    package let sort: Sort
    /// Name for people.
    package let title: String
    /// What it is for, for people; may be absent.
    package let purpose: String?
    /// Clauses that call for this group.
    package let clauses: [String]
    package let marks: Set<Mark>
    /// Fewer people than this is a finding; at least 1.
    package let minimum: Int
    /// How many people it can have, where the policy limits that.
    package let seats: Int?
    /// Body that seats or appoints its people; none for the governing body, which seats by its own motion.
    package let seatedBy: String?
    /// Groups whose members give people back where too few of this body are left to do so (K-5); of a body only.
    package let electors: [String]
    /// Teams whose members may be on this list; empty unless `sort` is `list`.
    package let eligible: [String]
    /// Team whose leader manages this list; none unless `sort` is `list`.
    package let manager: String?
    /// How long a seat lasts, in seconds; none: until it is ended.
    package let term: Int?
}
