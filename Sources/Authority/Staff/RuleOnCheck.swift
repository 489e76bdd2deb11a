import Ledger

/// SP-9.1.4a: the Arbitrator rules on the check of a person's background, with a separate Case Manager; neither is the candidate.
/// SP-9.1.4b: each heading is answered. SP-9.1.4e: procedure and ruling are public, with a summary of the evidence; interview and
/// documents are not here at all: the Arbitrator says who keeps them, and their digest shows later that they are the same.
package struct RuleOnCheck: AuthorityAct {
    package typealias Answer = BackgroundCheck.Answer
    /// That somebody saw the candidate and their papers.
    package enum Identity: String, Choice { case seen }

    package let candidate: ID<Person>, `case`: Code, conflicts: Answer, evidence: OutsideDigest, history: Answer
    package let identity: Identity, keeper: Code, knowledge: Answer, outcome: BackgroundCheck.Outcome
    package let practice: Answer, procedure: OutsideDigest, references: Answer, role: GroupCode<OfAny>
    package let standing: Answer, until: CalendarDay

    package static let kind = "authority/check.rule", title = "Rule on a background check"
    package static let clauses = [
        "SP-9.1.4a", "SP-9.1.4b", "SP-9.1.4e", "SP-9.1.4f", "SM-6.1.2", "SM-3.1",
    ]
    package static let isLocal = true
    package static let detached = [DetachedNote("summary", "Summary of the evidence, for everybody", required: true)]
    package static let fields = Fields(
        {
            Self(
                candidate: $0, case: $1, conflicts: $2, evidence: $3, history: $4, identity: $5, keeper: $6,
                knowledge: $7, outcome: $8, practice: $9, procedure: $10, references: $11, role: $12, standing: $13,
                until: $14)
        },
        Field("candidate", \Self.candidate, "Who was checked", .subject),
        Field("case", \Self.case, "The case"), Field("conflicts", \Self.conflicts, "Conflicts of interest"),
        Field("evidence", \Self.evidence, "SHA-256 of the evidence, encrypted"),
        Field("history", \Self.history, "History in the community"), Field("identity", \Self.identity, "Identity"),
        Field("keeper", \Self.keeper, "Who keeps the evidence"),
        Field("knowledge", \Self.knowledge, "Knowledge of the field"), Field("outcome", \Self.outcome, "Outcome"),
        Field("practice", \Self.practice, "Understanding of security"),
        Field("procedure", \Self.procedure, "SHA-256 of the procedure that was followed"),
        Field("references", \Self.references, "References"), Field("role", \Self.role, "For which role"),
        Field("standing", \Self.standing, "Standing in the community"),
        Field("until", \Self.until, "Day on which the check is over"))

    package var answers: [(heading: String, answer: Answer)] {
        [
            ("conflicts", conflicts), ("history", history), ("knowledge", knowledge), ("practice", practice),
            ("references", references), ("standing", standing),
        ]
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let poor = answers.filter { $0.answer == .notSatisfied }.map(\.heading)
        if outcome == .accept, !poor.isEmpty {
            throw Refusal(
                "SP-9.1.4b",
                "Nobody is accepted with a heading that is not satisfied: \(poor.joined(separator: ", ")). Refuse, defer, or say what satisfied it.",
                who: "the Arbitrator", field: "outcome")
        }
        guard until.begins > moment.recorded else {
            throw Refusal("SP-9.1.4c", "\(until.text) has begun: a check is good for some time.", field: "until")
        }
        let last = moment.recorded.adding(authority.checkValid)
        guard until.begins <= last else {
            throw Refusal(
                "SP-9.1.4c", "A check is good until \(last.text) at the longest.",
                who: "the owner of “check.valid” in the Manual", field: "until")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.staff.append(
            BackgroundCheck(
                number: authority.staff.checks.count + 1, born: moment.place,
                act: moment.proposal?.place ?? moment.place, candidate: candidate.number, role: role.text,
                by: moment.signed, outcome: outcome, until: until, answers: answers))
    }

    /// Whoever recommended the candidate does not check them (P-30).
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        guard authority.person(candidate.number)?.recommenders.contains(person) == true else { return nil }
        return Refusal(
            "SP-9.1.4a", "p\(person) recommended \(candidate.text) and cannot also check them.",
            who: "another \(slot.name)")
    }
}
