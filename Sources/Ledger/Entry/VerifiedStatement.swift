/// A statement with a good signature over its line. Only `Ledger` can make one.
///
/// That the key is its signer's, and that anything follows from it, is for `decide` to say.
package struct VerifiedStatement: Hashable, Sendable {
    /// What was said.
    package let statement: Statement
    /// SHA-256 of its line with the LF, by which other statements name it (P-3).
    package let hash: Digest
    /// How it was signed.
    package let signature: Signature

    init(statement: Statement, hash: Digest, signature: Signature) {
        self.statement = statement
        self.hash = hash
        self.signature = signature
    }

    /// The statement as the log takes it at a time; the entry's bytes are `Submission.recorded(at:)`.
    package func recorded(at time: Time) -> RecordedStatement {
        RecordedStatement(verified: self, recorded: time)
    }
}

/// A verified statement with the time at which the log took it.
package struct RecordedStatement: Hashable, Sendable {
    /// What was said, and by which key.
    package let verified: VerifiedStatement
    /// The time in the entry's last line; whether it can be true is P-10's question.
    package let recorded: Time

    init(verified: VerifiedStatement, recorded: Time) {
        self.verified = verified
        self.recorded = recorded
    }
}
