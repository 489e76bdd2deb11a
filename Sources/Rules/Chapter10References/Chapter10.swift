import Ledger

/// Chapters 1 and 10 of the Security Policy: which systems it is about, and what it refers to.
package enum References: Chapter {
    package static let name = Clause.Chapter.references, title = "References"
    package static let registers = [
        Register("systems", "Systems", of: SystemItem.self, state: SystemItem.state)
    ]
    package static let kinds = [
        Kind(AddSystem.self), Kind(NoteSystem.self), Kind(WithdrawSystem.self),
    ]
}
