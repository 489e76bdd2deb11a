import Ledger

extension Schemas {
    /// How the server is: everybody is told the first member only.
    static let health = of([
        ("writing", flag), ("age?", integer), ("anchor?", flag), ("clock?", string), ("disk-free?", integer),
        ("last-entry?", string), ("low-disk?", flag), ("why?", string),
    ])
    /// Lines of text.
    static let metrics = string
}
