/// The findings, tasks and duties that belong to no chapter: of authority, whose target has no views, and of records,
/// the journal and the vault. Chapters list their own in their doorways.
package enum AuthorityRules {
    package static let findings: [FindingRule] = [
        groupBelowMinimum, spare, recordInBreach, recordLate, presenceInBreach, presentTwice, recordAdrift,
        recordAnsweredFalse, correctionStands, voidEntry, commitmentMismatch, seatSuspended, contentClosed,
        contentMissing, journalHead,
        unchecked, machine, stop, noRestorer, fewElectors, disowned, replacement, oneKey,
    ]
    /// In the order in which people meet them; `acceptFounding` stands alone until all founders have accepted.
    package static let tasks: [TaskRule] = [
        sign, openMotion, vote, close, observe, attest, leave, answerQuestion, closeReplacement, closeManual,
        answerDisowned,
    ]
    package static let duties = [exceptionReview]
}
