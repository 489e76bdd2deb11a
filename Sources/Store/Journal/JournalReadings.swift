import Ledger
import Rules

extension LedgerStore {
    /// Who read what is stored about a person, newest first, so many before a line's number; that person sees it (P-6).
    /// Lines whose time is over are not among them. Throws when the journal cannot be read: silence would say "nobody".
    package func readings(about person: Int, before: Int? = nil, limit: Int = 100) throws(StoreError) -> [KeptLine] {
        let subjects = published.state.authority.subjects(of: person).map(\.text)
        return try journal.readings(about: subjects, before: before, limit: limit)
    }
}
