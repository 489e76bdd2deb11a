import Ledger

/// SP-9.5c, SP-1.2h: anybody with a key brings a dispute or a question before the Arbitrators. It gives nobody anything (K-31).
/// Whom it names may have left every office (SP-9.1.7b).
package struct FileCase: AuthorityAct {
    package let about: Ascending<Code>, claimants: Ascending<ID<Person>>, respondents: Ascending<ID<Person>>
    package let sort: Case.Sort

    package static let kind = "authority/case.file", title = "File a case"
    package static let clauses = ["SP-9.5c", "SP-1.2h"]
    package static let isNeutral = true, isLocal = true, needsArbitrator = true
    package static let detached = [
        DetachedNote("complaint", "What happened, or the question", required: true),
        DetachedNote("relief", "What you ask for"),
    ]
    package static let fields = Fields(
        { Self(about: $0, claimants: $1, respondents: $2, sort: $3) },
        Field("about", \Self.about, "What it is about: an act, an item, an exception"),
        Field("claimants", \Self.claimants, "Claimants beside you"),
        Field("respondents", \Self.respondents, "Respondents"), Field("sort", \Self.sort, "Sort"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        if let both = claimants.values.first(where: { respondents.values.contains($0) }) {
            throw Refusal("P-52", "\(both.text) cannot be claimant and respondent.", field: "respondents")
        }
        guard sort != .ratifyAccess, sort != .ratifyPatch else {
            throw Refusal(
                "K-28", "A case of the sort “\(sort.rawValue)” is opened by a record, and nobody files it.",
                field: "sort")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.open(
            Case(
                number: moment.place, act: moment.proposal?.place ?? moment.place, sort: sort,
                filer: moment.signed.first ?? moment.signer,
                claimants: claimants.values.map(\.number), respondents: respondents.values.map(\.number),
                about: about.values.map(\.text), opened: moment.recorded, isFromRecord: false))
    }

    /// Who files for themselves signs it; it gives them nothing.
    package func named(in authority: Authority) -> [Int] { [] }
}

extension Authority {
    mutating func open(_ one: Case) { cases.cases.append(one) }
}

extension Authority {
    /// K-28: a record of a kind that the policy marks opens a case; its number is the record's place. The first layer knows the
    /// record's kind and signer, so that signer and hosts number cases as everybody does.
    mutating func openCase(by row: Log.Row, at place: Int) {
        guard let sort = policy?.records[row.kind]?.opensCase else { return }
        open(
            Case(
                number: place, act: place, sort: sort, filer: row.signer, claimants: [], respondents: [],
                about: ["R-\(place)"], opened: row.recorded, isFromRecord: true))
    }
}
