import Ledger

/// P-6, P-71: one part beside one statement is erased, public or restricted. Authority sees no registers and no
/// other statements (P-35): a part that the log does not hold is simply not there to erase.
package struct EraseContent: AuthorityAct {
    package let part: Code, statement: Digest

    package static let kind = "authority/content.erase", title = "Erase a detached part of a statement"
    package static let clauses = ["P-6", "SP-9.5b"]
    package static let fields = Fields(
        { Self(part: $0, statement: $1) }, Field("part", \Self.part, "Name of the part, for example `reason`"),
        Field("statement", \Self.statement, "Hash of the statement it belongs to"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard Grammar.isName(part.text) else {
            throw Refusal("P-1", "“\(part.text)” cannot be the name of a part.", field: "part", sort: .malformed)
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.erase(.part(PartReference(statement: statement, part: part.text)), at: moment)
    }
}
