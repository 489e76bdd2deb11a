import Ledger

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
