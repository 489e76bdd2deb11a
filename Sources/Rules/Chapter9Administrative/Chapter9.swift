import Ledger

/// Chapter 9 of the Security Policy, administration. What concerns who may do what belongs to `Authority`.
package enum Administration: Chapter {
    package static let name = Clause.Chapter.administration, title = "Administration"
    package static let registers = [
        Register("absences", "Absences", of: Absence.self, state: Absence.state), .agreements, .checks,
        .cases, .rulings, .directions, .terminations, .accessReviews, .interests,
    ]
    package static let findings = [shortHanded, caseLate, directionLate, accessUnneeded, interestInMotion]
    package static let tasks = [takeCase, acceptCase, ruleOnCase, doDirection, readUses]
    package static let kinds = [
        Kind(AnswerFinding.self), Kind(DescribePerson.self), Kind(record: FollowUp.self),
        Kind(record: HoldTraining.self), Kind(record: ReportTeam.self), Kind(ReviewAccess.self),
        Kind(DeclareInterest.self), Kind(EndInterest.self),
    ]
    package static let duties = [training, teamReport, termination, accessReview]
    package static var tables: [(name: String, hash: @Sendable (World) -> Digest?)] {
        [
            ("descriptions", { StateHash.of($0.administrative.descriptions) { $0.line } }),
            ("answers", { StateHash.of($0.administrative.answers) { $0.line } }),
            ("reviewed", { StateHash.of($0.administrative.reviewed) { $0.line } }),
            ("declared", { StateHash.of($0.administrative.declared) { $0.line } }),
        ]
    }
}
