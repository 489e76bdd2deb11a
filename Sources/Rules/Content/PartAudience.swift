import Authority

extension Authority {
    /// Where a part of this name belongs when a statement of this kind is made.
    package func audience(of part: String, in kind: String, isPublished: Bool = false) throws(Refusal) -> (
        audience: String, exception: String?
    ) {
        try audience(of: part, in: Kind.named(kind), isPublished: isPublished)
    }
}
