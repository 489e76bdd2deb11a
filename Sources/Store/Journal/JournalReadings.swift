import Ledger
import Rules

extension LedgerStore {
    /// Who read what is stored about a person, newest first, so many before a line's number; that person sees it (P-6). A
    /// reading of everybody's is one of theirs too, from the entry on that enrolled them. Lines whose time is over are not
    /// among them. Throws when the journal cannot be read: silence would say "nobody".
    package func readings(about person: Int, before: Int? = nil, limit: Int = 100) throws(StoreError) -> [StoredLine] {
        let authority = published.state.authority
        let subjects = authority.subjects(of: person).map(\.text)
        let born = authority.person(person)?.born ?? .max
        var found: [StoredLine] = []
        var last = before
        while found.count < limit {
            let page = try journal.readings(about: subjects + [JournalLine.everybody], before: last, limit: limit)
            found += page.filter { kept in
                guard let line = kept.line, line.about?.utf8.elementsEqual(JournalLine.everybody.utf8) == true else {
                    return true
                }
                return line.facts["size"]?.number.map { $0 > born } ?? false
            }
            guard page.count == limit else { break }
            last = page.last?.number
        }
        return Array(found.prefix(limit))
    }
}
