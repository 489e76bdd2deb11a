import Ledger

/// P-37, K-24: the leader of the team that owns a value of the Manual makes the rule stricter, alone and at once.
package struct TightenManual: AuthorityAct {
    package let base: Digest, changes: ValueChanges, team: GroupCode<OfTeam>

    package static let kind = "authority/manual.tighten", title = "Tighten a value of the Manual"
    package static let clauses = ["SP-1.4.2", "P-37"], narrows = true, isLocal = true
    package static let fields = Fields(
        { Self(base: $0, changes: $1, team: $2) }, Field("base", \Self.base, "SHA-256 of the Manual in force"),
        Field("changes", \Self.changes, "Values and what they become"), Field("team", \Self.team, "Team that owns them")
    )

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        _ = try authority.manual(changed: changes, on: base, by: team.text)
        let loosened = authority.loosened(by: changes)
        guard let first = loosened.first else { return }
        throw Refusal(
            authority.manualValues?.items[first]?.clause ?? "P-37",
            "This would loosen \(loosened.map { "“\($0)”" }.joined(separator: ", ")): that takes a second person of the team and 24 hours (\(LoosenManual.kind)).",
            who: "the leader and another member of “\(team.text)”", field: "changes")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.announce(changes, base: base, at: moment)
        authority.putIntoForce(authority.manualChanges.list.count - 1, at: moment.place)
    }
}
