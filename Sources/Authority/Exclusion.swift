import Ledger

extension Authority {
    /// SP-3.4.2b: the group that stands against a person's taking a seat, whatever the order of the appointments: one that
    /// the policy makes exclusive with it. So nobody stands in two areas that are to check each other (SP-1.2f).
    package func exclusion(of person: Int, from group: String) -> String? {
        guard let policy else { return nil }
        return groups(of: person).first { $0 != group && policy.excludes($0, group) }
    }
}
