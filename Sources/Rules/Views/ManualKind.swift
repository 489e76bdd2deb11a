import Ledger

extension Authority {
    /// Which kind of act makes these changes, who owns the values, and the field that names the owner; nil where the Manual
    /// lacks one of them or they have different owners.
    package func kind(of changes: ValueChanges) -> (name: String, owner: String, field: String)? {
        let owners = Set(changes.list.map { manualValues?.items[$0.name]?.owner ?? "" })
        guard owners.count == 1, let owner = owners.first, !owner.isEmpty else { return nil }
        if owner == policy?.governs { return (DecideManual.kind, owner, "body") }
        return (loosened(by: changes).isEmpty ? TightenManual.kind : LoosenManual.kind, owner, "team")
    }
}
