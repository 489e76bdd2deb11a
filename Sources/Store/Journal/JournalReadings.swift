import Ledger
import Rules

extension LedgerStore {
    /// Who read what is stored about a person, newest first: that person sees it (P-6). Lines whose time is over are not
    /// among them, and a journal that cannot be read tells of nobody.
    package func readings(about person: Int, limit: Int = 100) -> [JournalLine] {
        let subjects = published.state.authority.subjects(of: person).map(\.text)
        let kept = try? journal.readings(about: subjects, limit: limit)
        return (kept ?? []).compactMap(\.line)
    }
}
