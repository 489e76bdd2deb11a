import Ledger
import Rules

/// The lines without words, held against what the journal itself says was removed (decision 0043).
///
/// An emptied line has no word left to be hashed, so its class, its `keep` and that its time was over are this file's word
/// alone: whoever wants a reading gone would empty its line. They must forge a line of class `retention` beside it.
struct JournalRemovals {
    private var emptied: [String: (lines: Int, last: Time)] = [:]
    private var said: [String: (lines: Int, at: Time)] = [:]

    /// Takes a line as it stands; what is wrong with it alone, nil if nothing.
    mutating func take(_ row: LineRow) -> String? {
        if let salted = row.salted {
            guard row.sort == JournalLine.Sort.retention.rawValue, let line = try? JournalLine(bytes: salted.line),
                let sort = line.facts["class"]?.text, let lines = line.facts["lines"]?.number, lines > 0
            else { return nil }
            said[sort] = ((said[sort]?.lines ?? 0).addingReportingOverflow(lines).partialValue, row.at)
            return nil
        }
        if row.sort == JournalLine.Sort.retention.rawValue {
            return "line \(row.seq) must stay, but its content is gone"
        }
        guard let keep = row.keep ?? (row.sort == JournalRemovals.lost ? row.at : nil) else {
            return "line \(row.seq) must be kept for ever, but its content is gone"
        }
        let before = emptied[row.sort]
        emptied[row.sort] = ((before?.lines ?? 0) + 1, max(before?.last ?? keep, keep))
        return nil
    }

    /// What is wrong with all of them together; nil if nothing.
    func fault() -> String? {
        for (sort, gone) in emptied.sorted(by: { $0.key < $1.key }) {
            guard let said = said[sort], gone.lines <= said.lines else {
                return "\(gone.lines) lines of class \(sort) have no content, but only "
                    + "\(said[sort]?.lines ?? 0) of them are noted as removed"
            }
            guard gone.last <= said.at else {
                return "a line of class \(sort) has no content but had to be kept until \(gone.last.text)"
            }
        }
        return nil
    }

    /// Whether a line without words is one of those that were said to be removed.
    func isSaid(_ row: LineRow) -> Bool {
        guard let gone = emptied[row.sort], let said = said[row.sort] else { return false }
        return gone.lines <= said.lines && row.keep.map { $0 <= said.at } ?? (row.sort == JournalRemovals.lost)
    }

    /// How many lines are lost beyond what is said of it; nil if none.
    var unsaid: Int? {
        let more = (emptied[JournalRemovals.lost]?.lines ?? 0) - (said[JournalRemovals.lost]?.lines ?? 0)
        return more > 0 ? more : nil
    }

    /// The class of a line of which a recovery found the hash only.
    static let lost = "lost"
}

extension JournalLine {
    /// That lines of a class lost their words: what a start counts by.
    static func removal(of sort: String, lines: Int, before: Time, at: Time) -> JournalLine {
        JournalLine(
            .retention, at: at,
            facts: .object([
                .init("before", .string(before.text)), .init("class", .string(sort)), .init("lines", .integer(lines)),
            ]))
    }
}
