import Ledger
import Rules

extension LedgerStore {
    /// Who read what is stored about a person, newest first: that person sees it (P-6). A reading of everybody's is one of his
    /// too, from the entry on that enrolled him. Lines whose time is over are not among them, and a journal that cannot be read
    /// tells of nobody.
    package func readings(about person: Int, limit: Int = 100) -> [JournalLine] {
        let authority = published.state.authority
        let subjects = authority.subjects(of: person).map(\.text)
        let born = authority.person(person)?.born ?? .max
        let kept = try? journal.readings(about: subjects + [JournalLine.everybody], limit: limit)
        return (kept ?? []).compactMap(\.line).filter { line in
            guard let about = line.about, about.utf8.elementsEqual(JournalLine.everybody.utf8) else { return true }
            return line.facts["size"]?.number.map { $0 > born } ?? false
        }
    }
}
