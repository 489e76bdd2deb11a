/// Content that a statement is bound to but does not hold: it is in the vault and can be erased (P-6).
package struct DetachedPart: Hashable, Sendable {
    /// Who may read it, a word of the policy.
    package let audience: String
    /// What binds the content; see `commitment(key:origin:signer:request:kind:name:content:)`.
    package let commitment: Digest
    /// The exception under which it is not public, if there is one.
    package let exception: String?
    /// What the content is, for example `reason`; unique in the statement.
    package let name: String

    /// Makes a part; its grammar is checked where a line is read.
    package init(audience: String, commitment: Digest, exception: String? = nil, name: String) {
        self.audience = audience
        self.commitment = commitment
        self.exception = exception
        self.name = name
    }
}
