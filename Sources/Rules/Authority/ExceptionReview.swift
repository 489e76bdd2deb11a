import Ledger

/// SP-9.5b: secrets are reviewable and strive to be reduced. Each exception has a day by which it is looked at again; a
/// change of the policy ends the exception, or sets the next day. The exceptions are the policy's own, whichever chapters it
/// leaves out, so the duty stands in none.
extension AuthorityRules {
    static let exceptionReview = DutyRule(
        "exception-review", ["SP-9.5b", "SP-9.5a"], owner: .body(deciding: ChangePolicy.kind),
        .by { seen in
            guard let policy = seen.authority.policy else { return [] }
            return policy.exceptionIDs.compactMap { policy.exceptions[$0] }.compactMap { exception in
                guard exception.review?.isOver(at: seen.now) ?? true else { return nil }
                // An old policy set no day: it is due from the founding on.
                let by = exception.review?.ends ?? seen.authority.founding?.founded ?? seen.now
                return DutyRule.Due(
                    Cause(
                        about: .exception(exception.id), place: seen.authority.reviewSet[exception.id] ?? 0, since: by,
                        says: "The exception “\(exception.id)” (\(exception.title)) "
                            + (exception.review.map { "had to be reviewed by \($0.text)." }
                                ?? "has no review date.")),
                    begins: by, by: by)
            }
        },
        metBy: [ChangePolicy.kind], title: "Confidentiality exceptions due for review", word: "review due",
        verb: "Review",
        answer: "The body that decides about the policy ends the exception or sets the next review date.",
        step: { _, _ in
            .propose(
                ChangePolicy.kind,
                ["clauses": "@clauses.json", "manual": "@manual.json", "policy": "@policy.json"])
        })
}
