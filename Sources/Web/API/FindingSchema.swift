import Ledger

extension Schemas {
    /// A finding as programs see it.
    static let finding = of([
        ("about", string), ("answer", string), ("answered?", string), ("begun", string), ("clauses", list(string)),
        ("command?", string), ("finding", string), ("severity", string), ("since", string),
        ("title", string), ("what", string),
    ])
}
