import Ledger
import Rules

/// Lines of the journal that were read, and how many there are of each class.
package struct ReadLines: Sendable {
    package let lines: [StoredLine]
    package let counts: [String: Int]
}

/// SP-4.2.2a: who reads the journal's lines needs a role, and their reading is a line itself, on disk before they see any.
extension LedgerStore {
    /// Lines, the newest first; nil for whom the policy does not let read them. That there are none is told too, and so
    /// is a reading.
    package func lines(_ query: JournalQuery, for reader: Int) throws(StoreError) -> ReadLines? {
        let now = clock()
        guard let because = published.state.authority.journalRight(of: reader, at: now) else { return nil }
        let read = ReadLines(lines: try journal.lines(query), counts: try journal.counts(person: query.person))
        var shown: ClosedRange<Int>?
        if let last = read.lines.first?.number, let first = read.lines.last?.number { shown = first...last }
        try journal.write(
            .reading(
                lines: shown, of: query.sort, about: query.person.map { Signer.person($0).text }, by: reader,
                because: because, at: now))
        return read
    }

    /// One line with its proof.
    package func line(_ number: Int, for reader: Int) throws(StoreError) -> ProvenLine? {
        let now = clock()
        guard let because = published.state.authority.journalRight(of: reader, at: now),
            let found = try journal.proven(number)
        else { return nil }
        try journal.write(
            .reading(lines: number...number, of: nil, about: nil, by: reader, because: because, at: now))
        return found
    }
}
