import Ledger

/// P-37, K-24: what loosens a rule is signed by the leader and a second of the team, waits 24 hours in which everybody sees it,
/// and is put into force by the leader (`authority/manual.close`).
package struct LoosenManual: AuthorityAct {
    package let base: Digest, changes: ValueChanges, team: GroupCode<OfTeam>

    package static let kind = "authority/manual.loosen", title = "Loosen a value of the Manual"
    package static let clauses = ["SP-1.4.2", "P-37"], isLocal = true
    package static let fields = Fields(
        { Self(base: $0, changes: $1, team: $2) }, Field("base", \Self.base, "SHA-256 of the Manual in force"),
        Field("changes", \Self.changes, "Values and what they become"), Field("team", \Self.team, "Team that owns them")
    )

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        _ = try authority.manual(changed: changes, on: base, by: team.text)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.announce(changes, base: base, at: moment)
    }
}
