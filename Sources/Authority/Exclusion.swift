import Ledger

extension Authority {
    /// The group that stands against a person's taking a seat, whatever the order of the appointments
    /// (SP-3.4.2b): one that the policy makes exclusive with it.
    package func exclusion(of person: Int, from group: String) -> String? {
        guard let policy else { return nil }
        return groups(of: person).first { $0 != group && policy.excludes($0, group) }
    }
}
