import Foundation
import GRDB
import Ledger
import Rules

/// A line as readers get it.
package struct StoredLine: Sendable {
    /// Its number among all lines, from 0.
    package let number: Int
    /// Its class by name, also when the words are gone.
    package let sort: String
    package let at: Time
    /// What it says; nil when its time was over and the words were removed.
    package let line: JournalLine?
    /// The hash that the segment seals.
    package let leaf: Digest
}

/// A line with its proof.
package struct ProvenLine: Sendable {
    package let kept: StoredLine
    /// Salt and words; nil when they were removed.
    package let salted: SaltedLine?
    /// The segment that seals it; nil until one does.
    package let segment: StandingSegment?
    /// The way from its leaf to the segment's digest.
    package let proof: [Digest]
}

/// Which lines somebody asks for: all of what is given must fit.
package struct JournalQuery: Sendable {
    package var sort: JournalLine.Sort?
    /// Who did it.
    package var person: Int?
    /// Whom it concerns, `p17` or a statement's hash: who read what about them.
    package var about: [String] = []
    /// Only lines before this number: the next page.
    package var before: Int?
    package var limit = 50

    package static let limitMax = 500

    package init(
        sort: JournalLine.Sort? = nil, person: Int? = nil, about: [String] = [], before: Int? = nil, limit: Int = 50
    ) {
        self.sort = sort
        self.person = person
        self.about = about
        self.before = before
        self.limit = limit
    }
}

extension Journal {
    /// Lines, the newest first. Whether the asker may read them, and that the reading is itself a line, is for the
    /// caller to see to (SP-4.2.2a: `LedgerStore.lines(for:)` in ReadingLines.swift).
    package func lines(_ query: JournalQuery = JournalQuery()) throws(StoreError) -> [StoredLine] {
        var conditions: [String] = []
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let sort = query.sort {
            conditions.append("class = ?")
            arguments.append(sort.rawValue)
        }
        if let person = query.person {
            conditions.append("person = ?")
            arguments.append(person)
        }
        if !query.about.isEmpty {
            conditions.append("about IN (\(query.about.map { _ in "?" }.joined(separator: ", ")))")
            for about in query.about { arguments.append(about) }
        }
        if let before = query.before {
            conditions.append("seq < ?")
            arguments.append(before)
        }
        arguments.append(min(max(query.limit, 0), JournalQuery.limitMax))
        let text =
            JournalFile.columns + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
            + " ORDER BY seq DESC LIMIT ?"
        let values = StatementArguments(arguments)
        return try DatabaseFile.guarding(file.path) {
            try file.log.pool.read { database in
                try Row.fetchAll(database, sql: text, arguments: values).map { row in
                    let row = try JournalFile.line(row, file.path)
                    return StoredLine(
                        number: row.seq, sort: row.sort, at: row.at,
                        line: row.salted.flatMap { try? JournalLine(bytes: $0.line) }, leaf: row.leaf)
                }
            }
        }
    }

    /// Who read what about a person, or about the statement that enrolled them; the newest first.
    package func readings(about: [String], before: Int? = nil, limit: Int = 50) throws(StoreError) -> [StoredLine] {
        guard !about.isEmpty else { return [] }
        return try lines(JournalQuery(sort: .reading, about: about, before: before, limit: limit))
    }

    /// How many lines there are of each class; of one person, those that they did.
    package func counts(person: Int? = nil) throws(StoreError) -> [String: Int] {
        try DatabaseFile.guarding(file.path) {
            try file.log.pool.read { database in
                let one = person == nil ? "" : " WHERE person = ?"
                let rows = try Row.fetchCursor(
                    database, sql: "SELECT class, count(*) FROM line\(one) GROUP BY class",
                    arguments: StatementArguments(person.map { [$0] } ?? []))
                var counts: [String: Int] = [:]
                while let row = try rows.next() { counts[row[0]] = row[1] }
                return counts
            }
        }
    }

    /// A line with all that proves it without the others: salt, place in its segment, the way to the segment's digest.
    package func proven(_ number: Int) throws(StoreError) -> ProvenLine? {
        let segment = published.segment(of: number)
        var row: LineRow?
        try file.lines(from: number) { line in
            row = line.seq == number ? line : nil
            return false
        }
        guard let row else { return nil }
        let proof = try segment.flatMap { (segment) throws(StoreError) in
            KeptHashes(try file.leaves(segment.lines)).inclusionProof(
                leaf: number - segment.lines.lowerBound, size: segment.lines.count)
        }
        return ProvenLine(
            kept: StoredLine(
                number: row.seq, sort: row.sort, at: row.at,
                line: row.salted.flatMap { try? JournalLine(bytes: $0.line) }, leaf: row.leaf),
            salted: row.salted, segment: proof == nil ? nil : segment, proof: proof ?? [])
    }

    /// What proves one line without the others: salt and words, and the way to the segment's digest (P-70).
    package func opening(of number: Int) throws(StoreError) -> (line: SaltedLine, place: Int, proof: [Digest])? {
        guard let found = try proven(number), let line = found.salted, let segment = found.segment else { return nil }
        return (line, segment.place, found.proof)
    }

    /// What is under a name below `journal/`, as `/log/` serves it and an export holds it; nil where there is
    /// nothing.
    package func file(_ path: LogPath) throws(StoreError) -> [UInt8]? {
        let published = published
        return try file.log.file(path, below: published.checkpoint, published.hashes)
    }

    /// The leaf hashes of the lines of a signed segment, 32 bytes each; nil where it has none.
    package func leaves(of place: Int) throws(StoreError) -> [UInt8]? {
        let published = published
        guard place < published.checkpoint.head.size, let segment = published.segments.at(place), !segment.lines.isEmpty
        else { return nil }
        return HashTile.encoded(try file.leaves(segment.lines))
    }

    /// Whether this journal had that head, as far as it is signed (P-8).
    package func had(_ head: Head) -> Bool {
        let published = published
        return head.size <= published.checkpoint.head.size && published.hashes.root(at: head.size) == head.root
    }
}
