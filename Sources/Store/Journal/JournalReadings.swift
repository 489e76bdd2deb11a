import Foundation
import GRDB
import Ledger
import Rules

extension LedgerStore {
    /// Who read what is stored about a person, newest first: that person sees it (P-6). Lines whose time is over are empty
    /// and not among them.
    package func readings(about person: Int, limit: Int = 100) throws(StoreError) -> [JournalLine] {
        let subjects = published.state.authority.subjects(of: person).map(\.text)
        let file = journal.file
        let bodies = try DatabaseFile.guarding(file.path) {
            try file.log.pool.read { database in
                let marks = Array(repeating: "?", count: subjects.count).joined(separator: ", ")
                return try Data.fetchAll(
                    database,
                    sql: """
                        SELECT body FROM line WHERE about IN (\(marks)) AND class = ? AND body IS NOT NULL
                        ORDER BY seq DESC LIMIT ?
                        """,
                    arguments: StatementArguments(subjects) + [JournalLine.Sort.reading.rawValue, limit])
            }
        }
        return bodies.compactMap { try? JournalLine(bytes: [UInt8]($0)) }
    }
}
