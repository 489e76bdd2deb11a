import Ledger

/// SP-9.5b: secrets are reviewable and strive to be reduced. Each exception has a day by which it is looked at again.
extension Authority {
    /// The exceptions whose review is due: the day is over, or an old policy set none.
    func overdueExceptions(at now: Time) -> [ConfidentialityException] {
        guard let policy else { return [] }
        return policy.exceptionIDs.compactMap { policy.exceptions[$0] }.filter { $0.review?.isOver(at: now) ?? true }
    }
}

extension State {
    func reviewFindings(at now: Time) -> [Finding] {
        authority.overdueExceptions(at: now).map { exception in
            Finding(
                sort: .exceptionReview, clause: "SP-9.5b",
                what: "The exception “\(exception.id)” (\(exception.title)) "
                    + (exception.review.map { "was to be reviewed by \($0.text)." } ?? "has no day of review."),
                about: exception.id)
        }
    }

    /// It waits for whoever decides about the policy: a change of it ends the exception, or sets the next day.
    func reviewTasks(for person: Int, at now: Time) -> [OpenTask] {
        guard let body = authority.policy?.kinds[ChangePolicy.kind]?.motion?.body,
            authority.membership(of: person, in: body, at: now) != nil
        else { return [] }
        return authority.overdueExceptions(at: now).map { exception in
            OpenTask(
                sort: .review, id: exception.id, title: "Review the exception: \(exception.title)", slot: nil,
                since: exception.review?.ends ?? authority.founding?.founded ?? now)
        }
    }
}
