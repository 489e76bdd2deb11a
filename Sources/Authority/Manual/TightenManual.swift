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

/// P-37: values that the governing body owns change by its motion, and no two people of a team change them.
package struct DecideManual: AuthorityAct {
    package let base: Digest, body: GroupCode<OfBody>, changes: ValueChanges

    package static let kind = "authority/manual.decide", title = "Decide a value of the Manual"
    package static let clauses = ["SP-1.4.2", "P-37"]
    package static let fields = Fields(
        { Self(base: $0, body: $1, changes: $2) }, Field("base", \Self.base, "SHA-256 of the Manual in force"),
        Field("body", \Self.body, "Body that owns them"), Field("changes", \Self.changes, "Values and what they become")
    )

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard body.text == authority.policy?.governs else {
            throw Refusal("P-37", "Only the governing body decides values by its motion.", field: "body")
        }
        _ = try authority.manual(changed: changes, on: base, by: body.text)
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.announce(changes, base: base, at: moment)
        authority.putIntoForce(authority.manualChanges.list.count - 1, at: moment.place)
    }
}
